defmodule @{ app.web }.JSONInputTest do
  use ExUnit.Case, async: true

  import Phoenix.Component, only: [to_form: 2]
  import Phoenix.LiveViewTest

  alias @{ app.web }.JSONInput

  defmodule Part do
    use Ecto.Schema

    embedded_schema do
      field :name, :string
      field :settings, :map
      field :steps, {:array, :map}
    end
  end

  defmodule Whole do
    use Ecto.Schema

    embedded_schema do
      field :settings, :string
      embeds_one :part, Part
      embeds_many :parts, Part
    end
  end

  test "renders a map as JSON and a string as it is" do
    assert control(%{"unit" => 1}) =~ "{&quot;unit&quot;:1}"
    assert control([%{"unit" => 1}]) =~ "[{&quot;unit&quot;:1}]"
    assert control("{") =~ "{"
    assert control(nil) =~ "textarea"
  end

  test "decodes maps and lists" do
    params = %{"settings" => ~s({"unit": 1}), "steps" => ~s([{"unit": 1}]), "name" => "{}"}

    assert JSONInput.read_json(params, Part) ==
             %{"settings" => %{"unit" => 1}, "steps" => [%{"unit" => 1}], "name" => "{}"}
  end

  test "decodes the maps of embeds" do
    part = %{"settings" => "{}"}
    params = %{"settings" => "{}", "part" => part, "parts" => %{"0" => part, "1" => "text"}}

    assert JSONInput.read_json(params, Whole) == %{
             "settings" => "{}",
             "part" => %{"settings" => %{}},
             "parts" => %{"0" => %{"settings" => %{}}, "1" => "text"}
           }
  end

  test "leaves invalid JSON as it is" do
    for text <- ["", "{", "1"] do
      assert JSONInput.read_json(%{"settings" => text}, Part) == %{"settings" => text}
    end
  end

  defp control(value) do
    form = to_form(%{"settings" => value}, as: :product)
    render_component(&JSONInput.json_input/1, field: form[:settings], label: "Settings")
  end
end
