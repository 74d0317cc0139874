import Config

#% if ecto
config :@{ app.name }, @{ app.module }.Repo,
#% if sqlite
  database: Path.expand("../@{ app.database }_dev.db", __DIR__),
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
  database: "@{ app.database }_dev",
  pool_size: 10,
#% endif
  stacktrace: true,
  show_sensitive_data_on_connection_error: true

#% endif
#% if web
config :@{ app.name }, @{ app.web }.Endpoint,
  # Accepts connections from this machine only.
  http: [ip: {127, 0, 0, 1}],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "@{ secret.key_base_dev }",
#% if esbuild and tailwind
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:@{ app.name }, ~w(--sourcemap=inline --watch)]},
    tailwind: {Tailwind, :install_and_run, [:@{ app.name }, ~w(--watch)]}
  ]
#% elif esbuild
  watchers: [
    esbuild: {Esbuild, :install_and_run, [:@{ app.name }, ~w(--sourcemap=inline --watch)]}
  ]
#% elif tailwind
  watchers: [
    tailwind: {Tailwind, :install_and_run, [:@{ app.name }, ~w(--watch)]}
  ]
#% else
  watchers: []
#% endif

#% if html or mailer or dashboard
config :@{ app.name }, dev_routes: true

#% endif
config :phoenix,
  plug_init_mode: :runtime,
  stacktrace_depth: 20

#% endif
#% if html
config :phoenix_live_view,
  debug_heex_annotations: true,
  debug_attributes: true,
  enable_expensive_runtime_checks: true

#% endif
config :logger, :default_formatter, format: "[$level] $message\n"
