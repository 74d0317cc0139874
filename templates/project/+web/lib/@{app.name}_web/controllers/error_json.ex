defmodule @{app.web}.ErrorJSON do
  @moduledoc "The body of a response that failed, for clients that asked for JSON."

  import Phoenix.Controller, only: [status_message_from_template: 1]

  def render(template, _assigns), do: %{errors: %{detail: status_message_from_template(template)}}
end
