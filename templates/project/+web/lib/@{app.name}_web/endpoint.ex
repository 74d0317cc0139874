defmodule @{app.web}.Endpoint do
  use Phoenix.Endpoint, otp_app: :@{app.name}
#% if html

  import @{app.web}, only: [static_paths: 0]

  # The cookie is signed, not encrypted: visitors can read the session but not change it.
  @session_options [
    store: :cookie,
    key: "_@{app.name}_key",
    signing_salt: "@{secret.session_salt}",
    same_site: "Lax"
  ]
#% endif
#% if live

  socket "/live", Phoenix.LiveView.Socket,
    websocket: [connect_info: [session: @session_options]],
    longpoll: [connect_info: [session: @session_options]]
#% endif

  # Before logging and telemetry, so that health checks are not counted as requests.
  plug @{app.web}.Plugs.Health
#% if html

  plug Plug.Static,
    at: "/",
    from: :@{app.name},
    gzip: not code_reloading?,
    only: static_paths(),
    raise_on_missing_only: code_reloading?
#% endif
#% if html and not esbuild

  # Without a bundler, the browser imports these modules from the dependencies.
  plug Plug.Static, at: "/js/vendor", from: :phoenix_html, only: ["phoenix_html.js"]
#% if live
  plug Plug.Static, at: "/js/vendor", from: :phoenix, only: ["phoenix.mjs"]
  plug Plug.Static, at: "/js/vendor", from: :phoenix_live_view, only: ["phoenix_live_view.esm.js"]
#% endif
#% endif

  if code_reloading? do
#% if html
    socket "/phoenix/live_reload/socket", Phoenix.LiveReloader.Socket
    plug Phoenix.LiveReloader
#% endif
    plug Phoenix.CodeReloader
#% if ecto
    plug Phoenix.Ecto.CheckRepoStatus, otp_app: :@{app.name}
#% endif
  end

#% if dashboard
  plug Phoenix.LiveDashboard.RequestLogger,
    param_key: "request_logger",
    cookie_key: "request_logger"

#% endif
  plug Plug.RequestId
  plug Plug.Telemetry, event_prefix: [:phoenix, :endpoint]

#% if html
  plug Plug.Parsers,
    parsers: [:urlencoded, :multipart, :json],
    pass: ["*/*"],
    json_decoder: Phoenix.json_library()

  plug Plug.MethodOverride
  plug Plug.Head
  plug Plug.Session, @session_options
#% else
  plug Plug.Parsers, parsers: [:json], pass: ["*/*"], json_decoder: Phoenix.json_library()
  plug Plug.Head
#% endif
  plug @{app.web}.Router
end
