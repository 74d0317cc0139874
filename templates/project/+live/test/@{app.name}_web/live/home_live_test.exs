defmodule @{app.web}.HomeLiveTest do
  use @{app.web}.ConnCase, async: true

  import Phoenix.LiveViewTest

  test "shows what runs here", %{conn: conn} do
    {:ok, view, _html} = live(conn, ~p"/")
    render_async(view, 1_000)

    assert has_element?(view, "#health.health-ok", "Ready")
    assert has_element?(view, "#children li", inspect(@{app.web}.Endpoint))
    assert has_element?(view, ".versions", System.version())
  end

  test "keeps itself up to date", %{conn: conn} do
    {:ok, view, _html} = live(conn, ~p"/")
    render_async(view, 1_000)

    send(view.pid, :refresh)
    render_async(view, 1_000)

    assert has_element?(view, "#health.health-ok", "Ready")
  end
end
