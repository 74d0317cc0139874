defmodule @{ app.module }.Query do
  @moduledoc "Query functions shared by all contexts: paging, search, and lookup by id."

  import Ecto.Query

  @doc "Returns the newest rows: up to `:limit` (50), older than the id `:after` if given."
  @spec page(Ecto.Queryable.t(), keyword()) :: Ecto.Query.t()
  def page(queryable, opts) do
    queryable
    |> older_than(opts[:after])
    |> order_by(desc: :id)
    |> limit(^Keyword.get(opts, :limit, 50))
  end

  @doc "Filters by rows in which one of the fields contains a text, ignoring case."
  @spec search(Ecto.Queryable.t(), String.t() | nil, [atom()]) :: Ecto.Queryable.t()
  def search(queryable, text, _fields) when text in [nil, ""], do: queryable

  def search(queryable, text, fields) do
#% if postgres
    # PostgreSQL rejects null bytes.
    text = String.replace(text, "\0", "")
#% endif
    pattern = "%" <> String.replace(text, ["\\", "%", "_"], &("\\" <> &1)) <> "%"

    where(queryable, ^Enum.reduce(fields, dynamic(false), &contains(&1, pattern, &2)))
  end

  @doc "Filters by id; a malformed id matches no row."
  @spec by_id(Ecto.Queryable.t(), term()) :: Ecto.Query.t()
  def by_id(queryable, id) do
    case cast_id(queryable, id) do
      {:ok, id} -> where(queryable, id: ^id)
      :error -> where(queryable, false)
    end
  end

  defp older_than(queryable, nil), do: queryable

  defp older_than(queryable, id) do
    case cast_id(queryable, id) do
      {:ok, id} -> where(queryable, [row], row.id < ^id)
      :error -> where(queryable, false)
    end
  end

#% if postgres
  defp contains(field, pattern, others) do
    dynamic([row], ^others or ilike(field(row, ^field), ^pattern))
  end
#% elif sqlite
  defp contains(field, pattern, others) do
    dynamic([row], ^others or fragment("? LIKE ? ESCAPE '\\'", field(row, ^field), ^pattern))
  end
#% else
  defp contains(field, pattern, others) do
    dynamic([row], ^others or like(field(row, ^field), ^pattern))
  end
#% endif

  defp cast_id(queryable, id) do
    {_table, schema} = Ecto.Queryable.to_query(queryable).from.source

    case Ecto.Type.cast(schema.__schema__(:type, :id), id) do
      {:ok, id} when is_integer(id) and id not in 0..0x7FFF_FFFF_FFFF_FFFF -> :error
      {:ok, id} when not is_nil(id) -> {:ok, id}
      _no_id -> :error
    end
  end
end
