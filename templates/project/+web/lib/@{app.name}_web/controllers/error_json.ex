defmodule @{app.web}.ErrorJSON do
  @moduledoc "Renders the body of JSON error responses."

  import Phoenix.Controller, only: [status_message_from_template: 1]

  def render(template, _assigns), do: %{errors: %{detail: status_message_from_template(template)}}
end
