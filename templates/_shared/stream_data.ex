{:stream_data, "~> 1.4", only: [:dev, :test]}
