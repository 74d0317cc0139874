defmodule @{app.web}.Plugs.HealthTest do
  use @{app.web}.ConnCase, async: true

  alias @{app.module}.Health
  alias @{app.web}.Plugs

  test "the endpoint responds to both health checks", %{conn: conn} do
    for probe <- ["live", "ready"] do
      conn = get(conn, "/health/#{probe}")

      assert text_response(conn, 200) == probe
      assert get_resp_header(conn, "cache-control") == ["no-store"]
    end
  end

  test "a node that drains is live but not ready", %{test: flag} do
    on_exit(fn -> Health.resume(flag) end)
    Health.drain(flag)
    opts = Plugs.Health.init(flag: flag)

    live = :get |> build_conn("/health/live") |> Plugs.Health.call(opts)
    ready = :get |> build_conn("/health/ready") |> Plugs.Health.call(opts)

    assert text_response(live, 200) == "live"
    assert text_response(ready, 503) == "draining"
    assert ready.halted
  end

  test "passes other requests through" do
    for {method, path} <- [get: "/", get: "/health/other", post: "/health/live"] do
      conn = build_conn(method, path)
      assert Plugs.Health.call(conn, Plugs.Health.init([])) == conn
    end
  end
end
