import Config

#% if assets
config :@{ app.name }, @{ app.web }.Endpoint, cache_static_manifest: "priv/static/cache_manifest.json"

#% endif
#% if web
# Health checks come from the internal network, without TLS. Read at compile time.
config :@{ app.name }, @{ app.web }.Endpoint,
  force_ssl: [
    rewrite_on: [:x_forwarded_proto],
    exclude: [paths: ["/health/live", "/health/ready"], hosts: ["localhost", "127.0.0.1"]]
  ]

#% endif
#% if mailer
config :swoosh, api_client: Swoosh.ApiClient.Req, local: false

#% endif
config :logger, level: :info
