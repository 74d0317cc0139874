defmodule @{app.web}.HomeLiveTest do
  use @{app.web}.ConnCase, async: true

  import Phoenix.LiveViewTest

  test "shows nothing about the node to visitors", %{conn: conn} do
    {:ok, view, _html} = live(conn, ~p"/")

    assert has_element?(view, "h1")
    refute has_element?(view, "#health")
    refute has_element?(view, "#children")
    refute has_element?(view, ".home-source")
  end

  test "shows the state of the node in development", %{conn: conn} do
    {:ok, view, _html} = live(conn, ~p"/")
    send(view.pid, :refresh)
    render_async(view, 1_000)

    assert has_element?(view, "#health.health-ok", "Ready")
    assert has_element?(view, "#children li", inspect(@{app.web}.Endpoint))
    assert has_element?(view, ".versions", System.version())
  end
end
