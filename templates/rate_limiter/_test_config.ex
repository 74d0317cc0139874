# All tests ask from one address.
config :@{ app.name }, :@{ name.snake }_limit, 1_000_000
