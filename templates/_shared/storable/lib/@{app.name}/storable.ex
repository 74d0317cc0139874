defmodule @{ app.module }.Storable do
  @moduledoc "Rejects values that can be cast but not stored."

  import Ecto.Changeset

  @doc """
  Adds an error for each change that would make the database or its adapter raise.

  These are strings with a null byte or invalid UTF-8, ids beyond 64 bits, years outside 1 to 9999,
  and `nil` in a list. Fields that already have an error are skipped.
  """
  @spec validate(Ecto.Changeset.t(data)) :: Ecto.Changeset.t(data) when data: Ecto.Schema.t()
  def validate(%Ecto.Changeset{} = changeset) do
    for {field, value} <- changeset.changes, not Keyword.has_key?(changeset.errors, field), not storable?(changeset.types[field], value), reduce: changeset do
      changeset -> add_error(changeset, field, "is invalid")
    end
  end

  defp storable?(_type, nil), do: true
  defp storable?(:id, id), do: id in 0..0x7FFF_FFFF_FFFF_FFFF
  defp storable?(:string, text), do: text?(text)
  defp storable?(:map, map), do: json?(map)
  defp storable?({:array, type}, list), do: Enum.all?(list, &(&1 != nil and storable?(type, &1)))
  defp storable?(_type, %{year: year}), do: year in 1..9999
  defp storable?(_type, _value), do: true

  defp json?(%_struct{}), do: true
  defp json?(%{} = map), do: Enum.all?(map, fn {key, value} -> json?(key) and json?(value) end)
  defp json?(list) when is_list(list), do: Enum.all?(list, &json?/1)
  defp json?(text) when is_binary(text), do: text?(text)
  defp json?(_value), do: true

  defp text?(text), do: String.valid?(text) and not String.contains?(text, "\0")
end
