defmodule @{name.module}Test do
  use @{app.web}.ConnCase, async: true

  import Phoenix.LiveViewTest

  alias @{name.module}.Refresh

  setup %{conn: conn} do
    {:ok, view, _html} = live(conn, ~p"@{route}")
    render_async(view, 1_000)
    %{view: view}
  end

  test "shows what the node is doing", %{view: view} do
    assert has_element?(view, "#uptime")
  end

  test "refreshes itself", %{view: view} do
    send(view.pid, Refresh)
    render_async(view, 1_000)

    assert has_element?(view, "#uptime")
  end

  test "follows nodes that join and leave", %{view: view} do
    send(view.pid, {:nodeup, :"other@127.0.0.1"})
    assert has_element?(view, "#nodes li", "other@127.0.0.1")

    send(view.pid, {:nodedown, :"other@127.0.0.1"})
    refute has_element?(view, "#nodes li")
  end

  test "measures the load", %{view: view} do
    view |> form("#measure", ms: 1) |> render_submit()
    render_async(view, 1_000)

    assert has_element?(view, "#load", "%")
  end

  test "cancels a measurement", %{view: view} do
    view |> form("#measure", ms: 60_000) |> render_submit()
    view |> element("button", "Cancel") |> render_click()
    render_async(view, 1_000)

    assert has_element?(view, "button", "Measure")
    refute has_element?(view, "#load")
  end

  @tag :capture_log
  test "survives a failed measurement", %{view: view} do
    view |> form("#measure", ms: "soon") |> render_submit()
    render_async(view, 1_000)

    assert has_element?(view, "#load-failed")
  end
end
