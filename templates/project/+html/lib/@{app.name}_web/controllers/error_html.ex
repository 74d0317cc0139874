defmodule @{app.web}.ErrorHTML do
  @moduledoc """
  Renders the error pages.

  They do not use the layout, the session, or the database, because any of these may have failed.
  """

  use @{app.web}, :html

  import Phoenix.Controller, only: [status_message_from_template: 1]

  def render(template, assigns) do
    assigns
    |> Map.put(:status, Path.rootname(template))
    |> Map.put(:message, status_message_from_template(template))
    |> page()
  end

  defp page(assigns) do
    ~H"""
    <!DOCTYPE html>
    <html lang="en" data-theme={Layouts.theme(@conn)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{@message} · {Layouts.title()}</title>
        <link rel="icon" type="image/svg+xml" href={~p"/images/favicon.svg"} />
        <link rel="stylesheet" href={~p"@{ "/assets" if assets else "" }/css/app.css"} />
      </head>
      <body>
        <main class="error-page">
          <p class="error-status">{@status}</p>
          <h1>{@message}</h1>
          <p>{advice(@status)}</p>
#% if gettext
          <.button href={~p"/"}>{gettext("Back to the home page")}</.button>
#% else
          <.button href={~p"/"}>Back to the home page</.button>
#% endif
        </main>
      </body>
    </html>
    """
  end

#% if gettext
  defp advice("404"), do: gettext("This page does not exist. It may have been moved.")
  defp advice("5" <> _rest), do: gettext("Something went wrong. Please try again later.")
  defp advice(_status), do: gettext("The server could not process this request.")
#% else
  defp advice("404"), do: "This page does not exist. It may have been moved."
  defp advice("5" <> _rest), do: "Something went wrong. Please try again later."
  defp advice(_status), do: "The server could not process this request."
#% endif
end
