defmodule @{app.web} do
  @moduledoc """
  Shared definitions for the modules of the web layer.

#% if live
      use @{app.web}, :live_view
#% endif
      use @{app.web}, :controller

  Keep the quoted code below to `use`, `import`, and `alias`, because it is compiled into every
  module that uses it.
  """
#% if html

  def static_paths, do: ~w(@{ "assets" if assets else "css" } @{ "" if esbuild else "js " }images robots.txt)
#% endif

  def router do
    quote do
      use Phoenix.Router, helpers: false

      import Phoenix.Controller
#% if live
      import Phoenix.LiveView.Router
#% endif
      import Plug.Conn
    end
  end

  def channel do
    quote do
      use Phoenix.Channel
    end
  end

  def controller do
    quote do
      use Phoenix.Controller, formats: @{ "[:html, :json]" if html else "[:json]" }
#% if gettext
      use Gettext, backend: @{app.web}.Gettext
#% endif

      import Plug.Conn

      unquote(verified_routes())
    end
  end
#% if live

  def live_view do
    quote do
      use Phoenix.LiveView

      unquote(html_helpers())
    end
  end

  def live_component do
    quote do
      use Phoenix.LiveComponent

      unquote(html_helpers())
    end
  end
#% endif
#% if html

  def html do
    quote do
      use Phoenix.Component

      unquote(html_helpers())
    end
  end

  defp html_helpers do
    quote do
#% if gettext
      use Gettext, backend: @{app.web}.Gettext

#% endif
      import @{app.web}.CoreComponents

      alias Phoenix.LiveView.JS

      alias @{app.web}.Layouts

      unquote(verified_routes())
    end
  end
#% endif

  def verified_routes do
    quote do
      use Phoenix.VerifiedRoutes,
        endpoint: @{app.web}.Endpoint,
#% if html
        router: @{app.web}.Router,
        statics: unquote(static_paths())
#% else
        router: @{app.web}.Router
#% endif
    end
  end

  defmacro __using__(which) when is_atom(which), do: apply(__MODULE__, which, [])
end
