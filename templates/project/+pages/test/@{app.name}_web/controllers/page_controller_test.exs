defmodule @{app.web}.PageControllerTest do
  use @{app.web}.ConnCase, async: true

  test "the home page shows what runs here", %{conn: conn} do
    page = conn |> get(~p"/") |> html_response(200) |> LazyHTML.from_document()

    assert page |> LazyHTML.query("#health.health-ok") |> LazyHTML.text() =~ "Ready"
    assert page |> LazyHTML.query("#children") |> LazyHTML.text() =~ inspect(@{app.web}.Endpoint)
    assert page |> LazyHTML.query(".versions") |> LazyHTML.text() =~ System.version()
  end
end
