defmodule @{app.web}.PageController do
  @moduledoc """
  The first page: where `dev_routes` are on, what runs here and where to go next.

  It is there to be replaced, together with `@{app.web}.HomeComponents` and `@{app.web}.Vitals`.
  """

  use @{app.web}, :controller

  def home(conn, _params), do: render(conn, :home, page_title: "Home", vitals: vitals())

  if Application.compile_env(:@{app.name}, :dev_routes) do
    defp vitals, do: @{app.web}.Vitals.read()
  else
    defp vitals, do: nil
  end
end
