defmodule @{app.web}.PageController do
  @moduledoc """
  The first page: what runs here, and where to go next.

  It is there to be replaced, together with `@{app.web}.HomeComponents` and `@{app.web}.Vitals`; do
  so before strangers can read it.
  """

  use @{app.web}, :controller

  alias @{app.web}.Vitals

  def home(conn, _params) do
    render(conn, :home, page_title: "Home", vitals: Vitals.read())
  end
end
