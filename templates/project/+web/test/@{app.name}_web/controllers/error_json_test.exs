defmodule @{app.web}.ErrorJSONTest do
  use @{app.web}.ConnCase, async: true

  alias @{app.web}.ErrorJSON

  test "renders the status message" do
    assert ErrorJSON.render("404.json", %{}) == %{errors: %{detail: "Not Found"}}
    assert ErrorJSON.render("500.json", %{}) == %{errors: %{detail: "Internal Server Error"}}
  end

  test "responds to JSON requests for unknown paths", %{conn: conn} do
    conn = put_req_header(conn, "accept", "application/json")

    answer = conn |> get("/no/such/path") |> json_response(404)

    assert answer == %{"errors" => %{"detail" => "Not Found"}}
  end
end
