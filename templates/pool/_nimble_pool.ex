{:nimble_pool, "~> 1.1"}
