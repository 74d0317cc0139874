defmodule @{app.web}.PageControllerTest do
  use @{app.web}.ConnCase, async: true

  import Phoenix.Template, only: [render_to_string: 4]

  alias @{app.web}.PageHTML
  alias @{app.web}.Vitals

  test "the home page shows nothing about the node to visitors", %{conn: conn} do
    page = conn |> get(~p"/") |> html_response(200) |> LazyHTML.from_document()

    assert page |> LazyHTML.query("h1") |> Enum.count() == 1
    assert page |> LazyHTML.query("#health, #children, .home-source") |> Enum.empty?()
  end

  test "the home page shows the state of the node in development" do
    assigns = %{flash: %{}, vitals: Vitals.read()}
    page = PageHTML |> render_to_string("home", "html", assigns) |> LazyHTML.from_fragment()

    assert page |> LazyHTML.query("#health.health-ok") |> LazyHTML.text() =~ "Ready"
    assert page |> LazyHTML.query("#children") |> LazyHTML.text() =~ inspect(@{app.web}.Endpoint)
    assert page |> LazyHTML.query(".versions") |> LazyHTML.text() =~ System.version()
  end
end
