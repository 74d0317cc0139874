defmodule @{ app.web }.EmptyRows do
  @moduledoc """
  Handles nested parts of a form that were left empty.

  Without JavaScript a page cannot add a row, so the form shows an empty one. It counts only if it
  is filled in.
  """

  @doc "Drops empty rows from the lists called `names`."
  @spec reject(map(), [String.t()]) :: map()
  def reject(params, names) do
    replace(params, names, fn rows -> Map.reject(rows, fn {_index, row} -> empty?(row) end) end)
  end

  @doc "Replaces empty parts called `names` by nil."
  @spec nilify(map(), [String.t()]) :: map()
  def nilify(params, names) do
    replace(params, names, fn part -> if empty?(part), do: nil, else: part end)
  end

  @doc "Makes the form of a rejected changeset offer an empty row again in the lists called `names`."
  @spec offer(Ecto.Changeset.t(data), [String.t()]) :: Ecto.Changeset.t(data) when data: struct()
  def offer(%Ecto.Changeset{} = changeset, names) do
    # If a list is in the params, the form shows only those rows.
    changes = Map.new(changeset.changes, fn {field, change} -> {field, offer_in(change, names)} end)
    %{changeset | params: Map.drop(changeset.params, names), changes: changes}
  end

  defp offer_in(%Ecto.Changeset{params: %{}} = part, names), do: offer(part, names)
  defp offer_in(parts, names) when is_list(parts), do: Enum.map(parts, &offer_in(&1, names))
  defp offer_in(change, _names), do: change

  defp replace(params, names, fun) do
    Map.new(params, fn
      {name, value} when is_non_struct_map(value) ->
        value = replace(value, names, fun)
        {name, if(name in names, do: fun.(value), else: value)}

      param ->
        param
    end)
  end

  # An unchecked checkbox sends "false", an empty map its JSON. Names with "_" are internal to forms.
  defp empty?(row) when is_non_struct_map(row) do
    Enum.all?(row, fn {name, value} -> String.starts_with?(name, "_") or empty?(value) end)
  end

  defp empty?(value) when is_list(value), do: Enum.all?(value, &empty?/1)
  defp empty?(value), do: value in ["", "false", "{}", "[]", nil]
end
