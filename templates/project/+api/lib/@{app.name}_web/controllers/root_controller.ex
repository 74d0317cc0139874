defmodule @{app.web}.RootController do
  @moduledoc "Responds with the name and version of the application."

  use @{app.web}, :controller

  def show(conn, _params) do
    version = :@{app.name} |> Application.spec(:vsn) |> to_string()

    json(conn, %{name: "@{app.name}", version: version})
  end
end
