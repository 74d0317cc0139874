defmodule @{app.web}.ErrorHTMLTest do
  use @{app.web}.ConnCase, async: true

  import Phoenix.Template, only: [render_to_string: 4]

  alias @{app.web}.ErrorHTML

  test "renders a page for unknown paths", %{conn: conn} do
    page = conn |> get("/no/such/page") |> html_response(404)

    assert page =~ "Not Found"
    assert page =~ ~s(href="/")
  end

  test "does not reveal the cause of an error", %{conn: conn} do
    assigns = [conn: conn, reason: %RuntimeError{message: "secret"}]
    page = render_to_string(ErrorHTML, "500", "html", assigns)

    assert page =~ "Internal Server Error"
    refute page =~ "secret"
  end

  test "uses the chosen theme", %{conn: conn} do
    conn = put_req_cookie(conn, "theme", "dark")

    assert render_to_string(ErrorHTML, "400", "html", conn: conn) =~ ~s(data-theme="dark")
  end
end
