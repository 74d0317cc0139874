{:lazy_html, "~> 0.1.11", only: :test}
