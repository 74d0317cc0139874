defmodule @{ app.module }.SchemaTest do
  use ExUnit.Case, async: true

  defmodule Note do
    use @{ app.module }.Schema

    schema "notes" do
      belongs_to :parent, __MODULE__
      timestamps()
    end
  end

  test "ids and references are UUIDs" do
    assert Note.__schema__(:type, :id) == Ecto.UUID
    assert Note.__schema__(:type, :parent_id) == Ecto.UUID
  end

  test "ids are made by the application, as version 7" do
    assert [{[:id], {module, function, args}}] =
             for({[:id], _} = pair <- Note.__schema__(:autogenerate), do: pair)

    assert <<_::48, 7::4, _::76>> = module |> apply(function, args) |> Ecto.UUID.dump!()
  end

  test "timestamps carry microseconds" do
    assert Note.__schema__(:type, :inserted_at) == :utc_datetime_usec
  end
end
