defmodule @{app.web}.ErrorJSONTest do
  use @{app.web}.ConnCase, async: true

  alias @{app.web}.ErrorJSON

  test "names the status" do
    assert ErrorJSON.render("404.json", %{}) == %{errors: %{detail: "Not Found"}}
    assert ErrorJSON.render("500.json", %{}) == %{errors: %{detail: "Internal Server Error"}}
  end

  test "answers a request for JSON that has no route", %{conn: conn} do
    conn = put_req_header(conn, "accept", "application/json")

    answer = conn |> get("/no/such/path") |> json_response(404)

    assert answer == %{"errors" => %{"detail" => "Not Found"}}
  end
end
