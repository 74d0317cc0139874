#% import "_shared/fields.ex" as ex
#% set broken = (ex.all_broken(plain) ~ ex.all_unstorable(plain)) | trim
defmodule @{ schema.module }Test do
  use @{ app.module }.DataCase, async: true
  use ExUnitProperties

  import @{ context.fixtures }

  alias @{ schema.module }@{ ", as: " ~ schema.alias if schema.alias != schema.last else "" }

  test "returns valid data" do
    assert {:ok, %@{ schema.alias }{}} = @{ schema.alias }.validate(valid_@{ schema.singular }_attrs())
  end
#% if required

  test "returns errors for missing fields" do
    assert {:error, changeset} = @{ schema.alias }.validate(%{@{ required | join(": nil, ") }: nil})
    assert %{@{ required | join(": [\"can't be blank\"], ") }: ["can't be blank"]} = errors_on(changeset)
  end
#% endif
#% if broken

  test "reports each invalid value on its field" do
    for {field, value} <- [@{ broken[:-1] }] do
      assert {:error, changeset} = @{ schema.alias }.validate(%{field => value})
      assert %{^field => [_ | _]} = errors_on(changeset)
    end
  end
#% endif
#% if cast

#% set drawn = plain
#% include "_shared/properties.ex"
  property "arbitrary text never raises" do
    check all attrs <- optional_map(Map.new(~w(@{ cast | join(" ") }), &{&1, string(:printable)})) do
      assert %Ecto.Changeset{} = @{ schema.alias }.changeset(%@{ schema.alias }{}, attrs)
    end
  end

  defp valid_attrs do
    fixed_map(%{
#% for field in plain
      @{ field.name }: @{ ex.generator(field) | trim }@{ "" if loop.last else "," }
#% endfor
    })
  end
#% endif
end
