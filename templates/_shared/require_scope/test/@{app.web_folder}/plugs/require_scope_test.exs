defmodule @{ app.web }.Plugs.RequireScopeTest do
  use @{ app.web }.ConnCase, async: true

  import Phoenix.Controller, only: [put_format: 2]

  alias @{ app.web }.Plugs.RequireScope

  @opts RequireScope.init(:@{ scope.assign_key })

  setup %{conn: conn} do
    %{conn: put_format(conn, "json")}
  end

  test "passes requests with a scope", %{conn: conn} do
    conn = conn |> assign(:@{ scope.assign_key }, %{}) |> RequireScope.call(@opts)

    refute conn.halted
  end

  test "responds with 401 without one", %{conn: conn} do
    conn = RequireScope.call(conn, @opts)

    assert conn.halted
    assert json_response(conn, 401)["errors"] == %{"detail" => "Unauthorized"}
  end
end
