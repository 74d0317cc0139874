{:mox, "~> 1.2", only: :test}
