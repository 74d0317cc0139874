defmodule @{app.web}.RouterTest do
  use @{app.web}.ConnCase, async: true

  describe "the content security policy" do
    test "allows scripts and styles from the same origin only", %{conn: conn} do
      [policy] = conn |> get(~p"/") |> get_resp_header("content-security-policy")

      assert policy =~ "default-src 'self';"
      refute policy =~ "unsafe"
      refute policy =~ "script-src"
      refute policy =~ "style-src"
    end

    test "is respected: the page has no inline scripts or styles", %{conn: conn} do
      page = conn |> get(~p"/") |> html_response(200) |> LazyHTML.from_document()

      assert Enum.empty?(LazyHTML.query(page, "script:not([src]), style, [style], [onclick]"))
    end
  end
end
