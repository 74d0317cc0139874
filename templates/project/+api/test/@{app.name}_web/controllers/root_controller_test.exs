defmodule @{app.web}.RootControllerTest do
  use @{app.web}.ConnCase, async: true

  test "responds with the name and version", %{conn: conn} do
    answer = conn |> get(~p"/api") |> json_response(200)

    assert %{"name" => "@{app.name}", "version" => version} = answer
    assert {:ok, _version} = Version.parse(version)
  end
end
