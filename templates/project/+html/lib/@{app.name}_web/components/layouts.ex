defmodule @{app.web}.Layouts do
  @moduledoc """
  What surrounds a page: the document (`root`) and the frame of each view (`app/1`).
  """

  use @{app.web}, :html

  embed_templates "layouts/*"

  @doc "What people call this application."
  def title, do: "@{app.title}"

  @doc """
  The frame that each page puts around itself.

      <Layouts.app flash={@flash}>
        <.header>Products</.header>
      </Layouts.app>
  """
  attr :flash, :map, required: true
  attr :current_scope, :map, default: nil, doc: "who is asking, once there is authentication"

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
  @doc "The notices of the flash, and the one that shows while the connection is lost."
#% else
  @doc "The notices of the flash."
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
          {gettext("The connection is lost. Trying again …")}
#% else
          The connection is lost. Trying again …
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

  # Where the header leads, besides home.
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
  The theme that the visitor chose: `light`, `dark`, or `system` if none.

  The choice is in a cookie, so that the first byte of the page already has it: nothing flashes, and
  no script has to run before the page is shown.
  """
  def theme(conn) do
    case Plug.Conn.fetch_cookies(conn).cookies do
      %{"theme" => theme} when theme in ["light", "dark"] -> theme
      _none -> "system"
    end
  end
end
