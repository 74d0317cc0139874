defmodule @{ app.web }.MapInputTest do
  use ExUnit.Case, async: true

  import Phoenix.Component, only: [to_form: 2]
  import Phoenix.LiveViewTest

  alias @{ app.web }.MapInput

  test "shows the JSON of a map, and a text as it is" do
    assert control(%{"unit" => 1}) =~ "{&quot;unit&quot;:1}"
    assert control("{") =~ "{"
  end

  test "reads what is a map" do
    params = %{"settings" => ~s({"unit": 1}), "name" => "{}"}

    assert MapInput.read(params, ["settings"]) == %{"settings" => %{"unit" => 1}, "name" => "{}"}
  end

  test "leaves what is none to be refused" do
    for text <- ["", "{", "[]", "1"] do
      assert MapInput.read(%{"settings" => text}, ["settings"]) == %{"settings" => text}
    end
  end

  defp control(value) do
    form = to_form(%{"settings" => value}, as: :product)
    render_component(&MapInput.map_input/1, field: form[:settings], label: "Settings")
  end
end
