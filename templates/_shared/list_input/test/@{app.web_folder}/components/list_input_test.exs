defmodule @{ app.web }.ListInputTest do
  use ExUnit.Case, async: true

  import Phoenix.Component, only: [to_form: 2]
  import Phoenix.LiveViewTest

  alias @{ app.web }.ListInput

  defp values(form, assigns \\ []) do
    (&ListInput.list_input/1)
    |> render_component([field: form[:keywords], label: "Keywords"] ++ assigns)
    |> LazyHTML.from_fragment()
    |> LazyHTML.query("input[name='product[keywords][]']")
    |> LazyHTML.attribute("value")
  end

  test "renders an input for each value and an empty one" do
    assert values(to_form(%{"keywords" => ["a", "", "b"]}, as: :product)) == ["a", "b", ""]
    assert values(to_form(%{}, as: :product)) == [""]
    assert values(to_form(%{"keywords" => ["a"]}, as: :product), value: nil) == [""]
  end

  test "renders errors" do
    form = to_form(%{"keywords" => ["a"]}, as: :product, errors: [keywords: {"is odd", []}])

    assert render_component(&ListInput.list_input/1, field: form[:keywords], label: "Keywords") =~
             "is odd"
  end
end
