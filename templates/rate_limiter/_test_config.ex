# All tests share one client address.
config :@{ app.name }, :@{ name.snake }_limit, 1_000_000
