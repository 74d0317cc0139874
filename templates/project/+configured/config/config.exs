import Config

#% if web and app.renamed
config :@{ app.name }, namespace: @{ app.module }

#% endif
#% if ecto and web and uuid
config :@{ app.name }, ecto_repos: [@{ app.module }.Repo], generators: [binary_id: true, timestamp_type: :utc_datetime_usec]
#% elif ecto and web
config :@{ app.name }, ecto_repos: [@{ app.module }.Repo], generators: [timestamp_type: :utc_datetime_usec]
#% elif ecto
config :@{ app.name }, ecto_repos: [@{ app.module }.Repo]
#% endif
#% if ecto

#% if uuid
config :@{ app.name }, @{ app.module }.Repo,
  migration_primary_key: [type: :uuid],
  migration_foreign_key: [type: :uuid],
  migration_timestamps: [type: :utc_datetime_usec]
#% else
config :@{ app.name }, @{ app.module }.Repo, migration_timestamps: [type: :utc_datetime_usec]
#% endif
#% endif
#% if otp and postgres

# Uses Elixir's JSON module, which needs no dependency.
config :postgrex, :json_library, JSON
#% elif otp and sqlite

# Uses Elixir's JSON module, which needs no dependency.
config :ecto_sqlite3, :json_library, JSON
#% elif otp and mysql

# Uses Elixir's JSON module, which needs no dependency.
config :myxql, :json_library, JSON
#% endif
#% if web
#% if ecto

#% endif
config :@{ app.name }, @{ app.web }.Endpoint,
  adapter: Bandit.PhoenixAdapter,
  url: [host: "localhost"],
#% if html
  render_errors: [
    formats: [html: @{ app.web }.ErrorHTML, json: @{ app.web }.ErrorJSON],
    layout: false
  ],
#% else
  render_errors: [formats: [json: @{ app.web }.ErrorJSON], layout: false],
#% endif
#% if live
  pubsub_server: @{ app.module }.PubSub,
  live_view: [signing_salt: "@{ secret.live_view_salt }"]
#% else
  pubsub_server: @{ app.module }.PubSub
#% endif
#% endif
#% if mailer

config :@{ app.name }, @{ app.module }.Mailer, adapter: Swoosh.Adapters.Local

# Only adapters that send over HTTP need an API client.
config :swoosh, :api_client, false
#% endif
#% if esbuild

config :esbuild,
  version: "0.25.4",
  @{ app.name }: [
#% if tailwind
    args: ~w(js/app.js --bundle --format=esm --target=es2022 --outdir=../priv/static/assets/js),
#% else
    args:
      ~w(js/app.js css/app.css --bundle --format=esm --target=es2022 --outdir=../priv/static/assets),
#% endif
    cd: Path.expand("../assets", __DIR__),
#% if live
    env: %{"NODE_PATH" => [Path.expand("../deps", __DIR__), Mix.Project.build_path()]}
#% else
    env: %{"NODE_PATH" => [Path.expand("../deps", __DIR__)]}
#% endif
  ]
#% endif
#% if tailwind

config :tailwind,
  version: "4.3.0",
  @{ app.name }: [
    args: ~w(--input=assets/css/app.css --output=priv/static/assets/css/app.css),
    cd: Path.expand("..", __DIR__)
  ]
#% endif

#% if web
config :logger, :default_formatter,
  format: "$time $metadata[$level] $message\n",
  metadata: [:request_id]
#% else
config :logger, :default_formatter, format: "$time $metadata[$level] $message\n"
#% endif

import_config "#{config_env()}.exs"
