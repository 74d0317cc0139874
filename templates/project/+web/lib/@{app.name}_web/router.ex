defmodule @{app.web}.Router do
  use @{app.web}, :router
#% if html

  # No inline code and no other origins; icons are data URLs in the style sheet.
  @csp "default-src 'self'; img-src 'self' data:; object-src 'none'; " <>
         "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"

  pipeline :browser do
    plug :accepts, ["html"]
    plug :fetch_session
#% if live
    plug :fetch_live_flash
#% else
    plug :fetch_flash
#% endif
    plug :put_root_layout, html: {@{app.web}.Layouts, :root}
    plug :protect_from_forgery
    plug :put_secure_browser_headers, %{"content-security-policy" => @csp}
  end
#% endif

  pipeline :api do
    plug :accepts, ["json"]
  end

#% if html
  scope "/", @{app.web} do
    pipe_through :browser

#% if live
    live "/", HomeLive
#% else
    get "/", PageController, :home
#% endif
  end
#% else
  scope "/api", @{app.web} do
    pipe_through :api

    get "/", RootController, :show
  end
#% endif
#% if dashboard or mailer

  if Application.compile_env(:@{app.name}, :dev_routes) do
#% if dashboard
    import Phoenix.LiveDashboard.Router

#% endif
#% if html
    pipeline :dev_tools do
      plug :put_dev_csp
    end

    scope "/dev" do
      pipe_through [:browser, :dev_tools]

#% if dashboard
      live_dashboard "/dashboard", metrics: @{app.web}.Telemetry, csp_nonce_assign_key: :csp_nonce
#% endif
#% if dashboard and mailer

#% endif
#% if mailer
      forward "/mailbox", Plug.Swoosh.MailboxPreview,
        csp_nonce_assign_key: %{script: :csp_nonce, style: :csp_nonce}
#% endif
    end

    # The tools have inline scripts, which get a nonce, and email may have styles and images.
    defp put_dev_csp(conn, _opts) do
      nonce = Base.url_encode64(:crypto.strong_rand_bytes(18))

      csp =
        "default-src 'self'; script-src 'self' 'nonce-#{nonce}'; " <>
          "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src * data:"

      conn
      |> assign(:csp_nonce, nonce)
      |> put_resp_header("content-security-policy", csp)
    end
#% else
    scope "/dev" do
      forward "/mailbox", Plug.Swoosh.MailboxPreview
    end
#% endif
  end
#% endif
end
