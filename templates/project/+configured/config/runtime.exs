import Config

#% if web
if System.get_env("PHX_SERVER") do
  config :@{ app.name }, @{ app.web }.Endpoint, server: true
end

if config_env() != :test do
  config :@{ app.name }, @{ app.web }.Endpoint, http: [port: String.to_integer(System.get_env("PORT", "4000"))]
end

#% endif
#% if html
if config_env() == :dev do
  # Not in dev.exs: since OTP 28, compile-time configuration cannot contain regexes.
  config :@{ app.name }, @{ app.web }.Endpoint,
    live_reload: [
      web_console_logger: true,
      patterns: [
        ~r"priv/static/(?!uploads/).*\.(js|css|svg)$",
#% if gettext
        ~r"priv/gettext/.*\.po$",
#% endif
        ~r"lib/@{ app.name }_web/router\.ex$",
        ~r"lib/@{ app.name }_web/(components|controllers|live)/.*\.(ex|heex)$"
      ]
    ]
end

#% endif
if config_env() == :prod do
#% if sqlite
  config :@{ app.name }, @{ app.module }.Repo,
    database: System.fetch_env!("DATABASE_PATH"),
    pool_size: String.to_integer(System.get_env("POOL_SIZE", "5"))
#% elif ecto
  config :@{ app.name }, @{ app.module }.Repo,
    url: System.fetch_env!("DATABASE_URL"),
    pool_size: String.to_integer(System.get_env("POOL_SIZE", "10")),
    socket_options: if(System.get_env("ECTO_IPV6") == "true", do: [:inet6], else: [])
#% endif
#% if ecto and web

#% endif
#% if web
  config :@{ app.name }, drain_delay: String.to_integer(System.get_env("DRAIN_DELAY_MS", "5000"))

  config :@{ app.name }, @{ app.web }.Endpoint,
    url: [host: System.fetch_env!("PHX_HOST"), port: 443, scheme: "https"],
    # Listens on all interfaces, IPv4 and IPv6.
    http: [ip: {0, 0, 0, 0, 0, 0, 0, 0}],
    secret_key_base: System.fetch_env!("SECRET_KEY_BASE")
#% endif
end
