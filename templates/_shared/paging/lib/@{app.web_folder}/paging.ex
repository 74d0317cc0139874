defmodule @{ app.web }.Paging do
  @moduledoc "Keyset pagination: reads the params of a request and returns the page."

  import Ecto.Changeset

  @max_limit 100

  defstruct limit: 50, after: nil, search: nil, rows: [], next: nil

  @type t :: %__MODULE__{
          limit: pos_integer(),
          after: String.t() | nil,
          search: String.t() | nil,
          rows: [struct()],
          next: term()
        }

  @types %{limit: :integer, after: :string, search: :string}

  @doc """
  Returns the page that `params` ask for: `limit` rows `after` an id, filtered by `search`.

  `list` takes these as options and returns the rows. It is asked for one row more than the page
  holds; if there is one, `next` is the id that the next page starts after.
  """
  @spec read(map(), (keyword() -> [struct()])) :: {:ok, t()} | {:error, Ecto.Changeset.t(t())}
  def read(params, list) do
    with {:ok, page} <- parse(params) do
      opts = [limit: page.limit + 1, after: page.after, search: page.search]
      {rows, rest} = opts |> list.() |> Enum.split(page.limit)

      {:ok, %{page | rows: rows, next: next(rows, rest)}}
    end
  end

  defp parse(params) do
    {%__MODULE__{}, @types}
    |> cast(params, Map.keys(@types))
    |> validate_number(:limit, greater_than: 0, less_than_or_equal_to: @max_limit)
    |> apply_action(:validate)
  end

  defp next(_rows, []), do: nil
  defp next(rows, _rest), do: List.last(rows).id
end
