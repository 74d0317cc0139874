defmodule @{app.web}.Layouts do
  @moduledoc """
  The root layout and the layout of each page (`app/1`).
  """

  use @{app.web}, :html

  embed_templates "layouts/*"

  @doc "Returns the title of the application."
  def title, do: "@{app.title}"

  @doc """
  Renders the layout that each page wraps itself in.

      <Layouts.app flash={@flash}>
        <.header>Products</.header>
      </Layouts.app>
  """
  attr :flash, :map, required: true
  attr :current_scope, :map, default: nil, doc: "the current scope, if there is authentication"

  slot :inner_block, required: true

  def app(assigns) do
    ~H"""
    <main id="main" class="page">
      {render_slot(@inner_block)}
    </main>
    <.flash_group flash={@flash} />
    """
  end

#% if live
  @doc "Renders the flash messages, and a notice while the connection is lost."
#% else
  @doc "Renders the flash messages."
#% endif
  attr :flash, :map, required: true
  attr :id, :string, default: "flash-group"

  def flash_group(assigns) do
    ~H"""
    <div id={@id} class="notices">
      <.flash kind={:info} flash={@flash} />
      <.flash kind={:error} flash={@flash} />
#% if live
      <div id="connection-lost" class="alert alert-error" role="alert">
        <.icon name="hero-exclamation-circle" />
        <p class="alert-text">
#% if gettext
          {gettext("Connection lost. Reconnecting…")}
#% else
          Connection lost. Reconnecting…
#% endif
        </p>
      </div>
#% endif
    </div>
    """
  end

  attr :links, :list, required: true

  defp nav(assigns) do
    ~H"""
    <ul :if={@links != []} class="nav-links">
      <li :for={{label, path} <- @links}>
        <.link @{ "navigate" if live else "href" }={path}>{label}</.link>
      </li>
    </ul>
    """
  end

  # The links in the header, besides the home page.
  defp nav_links do
    []
  end

  attr :theme, :string, required: true, doc: "`light`, `dark` or `system`"

  defp theme_toggle(assigns) do
    ~H"""
#% if gettext
    <div class="theme-toggle" role="group" aria-label={gettext("Theme")}>
#% else
    <div class="theme-toggle" role="group" aria-label="Theme">
#% endif
      <button
        :for={{theme, icon, label} <- themes()}
        type="button"
        data-theme-choice={theme}
        aria-label={label}
        aria-pressed={to_string(theme == @theme)}
      >
        <.icon name={icon} />
      </button>
    </div>
    """
  end

  defp themes do
    [
#% if gettext
      {"light", "hero-sun", gettext("Light")},
      {"system", "hero-computer-desktop", gettext("System")},
      {"dark", "hero-moon", gettext("Dark")}
#% else
      {"light", "hero-sun", "Light"},
      {"system", "hero-computer-desktop", "System"},
      {"dark", "hero-moon", "Dark"}
#% endif
    ]
  end

  @doc """
  Returns the theme the visitor chose: `light` or `dark`, or `system` by default.

  The choice is stored in a cookie, so that the page is rendered in the right theme from the
  start, without a flash and without a blocking script.
  """
  def theme(conn) do
    case Plug.Conn.fetch_cookies(conn).cookies do
      %{"theme" => theme} when theme in ["light", "dark"] -> theme
      _none -> "system"
    end
  end
end
