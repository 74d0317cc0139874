defmodule @{app.web}.LayoutsTest do
  use @{app.web}.ConnCase, async: true

  alias @{app.web}.Layouts

  describe "the theme" do
    test "follows the system by default", %{conn: conn} do
      page = document(conn)

      assert LazyHTML.attribute(page, "data-theme") == ["system"]
      assert pressed(page) == ["system"]
    end

    test "is read from the cookie", %{conn: conn} do
      page = conn |> put_req_cookie("theme", "dark") |> document()

      assert LazyHTML.attribute(page, "data-theme") == ["dark"]
      assert pressed(page) == ["dark"]
    end

    test "ignores other values in the cookie", %{conn: conn} do
      assert conn |> put_req_cookie("theme", "\"><script>") |> Layouts.theme() == "system"
    end
  end

  test "the page title includes the name of the application", %{conn: conn} do
    title = conn |> document() |> LazyHTML.query("title") |> LazyHTML.text()

    assert String.split(title) == ["Home", "·" | String.split(Layouts.title())]
  end

  defp document(conn), do: conn |> get(~p"/") |> html_response(200) |> LazyHTML.from_document()

  defp pressed(page) do
    page
    |> LazyHTML.query("[data-theme-choice][aria-pressed=true]")
    |> LazyHTML.attribute("data-theme-choice")
  end
end
