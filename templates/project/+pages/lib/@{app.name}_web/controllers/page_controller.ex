defmodule @{app.web}.PageController do
  @moduledoc """
  The home page. If `dev_routes` are enabled, it shows the state of the node and links.

  Replace it with your own, and delete `@{app.web}.HomeComponents` and `@{app.web}.Vitals`.
  """

  use @{app.web}, :controller

  def home(conn, _params), do: render(conn, :home, page_title: "Home", vitals: vitals())

  if Application.compile_env(:@{app.name}, :dev_routes) do
    defp vitals, do: @{app.web}.Vitals.read()
  else
    defp vitals, do: nil
  end
end
