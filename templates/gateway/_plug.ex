{:plug, "~> 1.19", only: :test}
