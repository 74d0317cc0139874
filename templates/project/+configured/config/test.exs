import Config

#% if ecto
# `mix test --partitions` uses a separate database for each partition.
config :@{ app.name }, @{ app.module }.Repo,
#% if sqlite
  database: Path.expand("../@{ app.database }_test#{System.get_env("MIX_TEST_PARTITION")}.db", __DIR__),
  pool_size: 5,
#% else
#% if postgres
  username: "postgres",
  password: "postgres",
#% else
  username: "root",
  password: "",
#% endif
  hostname: "localhost",
  database: "@{ app.database }_test#{System.get_env("MIX_TEST_PARTITION")}",
  pool_size: System.schedulers_online() * 2,
#% endif
  pool: Ecto.Adapters.SQL.Sandbox

#% endif
#% if web
config :@{ app.name }, @{ app.web }.Endpoint,
  http: [ip: {127, 0, 0, 1}, port: 4002],
  secret_key_base: "@{ secret.key_base_test }",
  server: false

#% endif
#% if mailer
config :@{ app.name }, @{ app.module }.Mailer, adapter: Swoosh.Adapters.Test

#% endif
#% if web
config :phoenix,
  plug_init_mode: :runtime,
  # Allows comparing verified routes as strings.
  sort_verified_routes_query_params: true

#% endif
#% if html
config :phoenix_live_view, enable_expensive_runtime_checks: true

#% endif
config :logger, level: :warning
