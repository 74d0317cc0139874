defmodule @{ app.module }.ForeignKeys do
#% if sqlite
  @moduledoc """
  Foreign keys as errors of changesets.

  SQLite does not tell which foreign key a statement violates, so `foreign_key_constraint/3`, which
  goes by its name, has nothing to go by.
  """
#% else
  @moduledoc "Checks that references point to rows of the same owner."
#% endif

  import Ecto.Changeset
  import Ecto.Query, only: [where: 2]

  @doc """
  Refuses a changed reference to a row that does not exist, or that `owner` does not own.

  The row is looked up in the transaction that writes.
  """
  @spec reference_constraint(Ecto.Changeset.t(data), atom(), module(), keyword()) ::
          Ecto.Changeset.t(data)
        when data: Ecto.Schema.t()
  def reference_constraint(changeset, field, related, owner \\ []) do
    case fetch_change(changeset, field) do
      {:ok, id} when not is_nil(id) ->
        prepare_changes(changeset, &look_up(&1, field, where(related, ^[{:id, id} | owner])))

      _unchanged_or_nil ->
        changeset
    end
  end
#% if sqlite

  @doc "Turns a violated foreign key on delete into an error on `field`."
  @spec in_use_constraint(Ecto.Changeset.t(data), atom()) :: Ecto.Changeset.t(data)
        when data: Ecto.Schema.t()
  def in_use_constraint(changeset, field) do
    constraint = %{
      type: :foreign_key,
      constraint: nil,
      match: :exact,
      field: field,
      error_type: :no_assoc,
      error_message: "is still in use"
    }

    %{changeset | constraints: [constraint | changeset.constraints]}
  end
#% endif

  defp look_up(changeset, field, query) do
    if changeset.repo.exists?(query),
      do: changeset,
      else: add_error(changeset, field, "does not exist", constraint: :foreign)
  end
end
