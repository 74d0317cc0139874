defmodule @{ app.module }.ManyToMany do
  @moduledoc "Sets many-to-many associations by id."

  import Ecto.Changeset
  import Ecto.Query, only: [from: 2]

  @doc """
  Replaces an association by the rows whose ids were cast as `field`.

  The rows are read in the same transaction. The id of a missing row, or of one that `owner` does
  not own, is an error.
  """
  @spec put_by_ids(Ecto.Changeset.t(data), atom(), atom(), keyword()) :: Ecto.Changeset.t(data)
        when data: Ecto.Schema.t()
  def put_by_ids(changeset, assoc, field, owner \\ []) do
    case fetch_change(changeset, field) do
      {:ok, ids} when is_list(ids) ->
        prepare_changes(changeset, &put(&1, assoc, field, Enum.uniq(ids), owner))

      _unchanged_or_nil ->
        changeset
    end
  end

  defp put(%{data: %schema{} = data, repo: repo} = changeset, assoc, field, ids, owner) do
    %{related: related} = schema.__schema__(:association, assoc)
    rows = repo.all(from row in related, where: row.id in ^ids, where: ^owner)

    if length(rows) == length(ids),
      do: put_assoc(%{changeset | data: repo.preload(data, assoc)}, assoc, rows),
      else: add_error(changeset, field, "is invalid")
  end
end
