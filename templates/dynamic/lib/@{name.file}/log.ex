defmodule @{ name.module }.Log do
  @moduledoc "The most recent entries, at most `limit`, and the count of all entries so far."

  @enforce_keys [:limit]
  defstruct [:limit, count: 0, newest_first: []]

  @type t :: %__MODULE__{
          limit: pos_integer(),
          count: non_neg_integer(),
          newest_first: [term()]
        }

  @doc "Returns an empty log."
  @spec new(pos_integer()) :: t()
  def new(limit), do: %__MODULE__{limit: limit}

  @doc "Appends an entry, dropping the oldest if there are too many."
  @spec append(t(), term()) :: t()
  def append(%__MODULE__{} = log, entry) do
    newest_first = Enum.take([entry | log.newest_first], log.limit)
    %{log | count: log.count + 1, newest_first: newest_first}
  end

  @doc "Returns the entries, oldest first."
  @spec recent(t()) :: [term()]
  def recent(%__MODULE__{} = log), do: Enum.reverse(log.newest_first)
end
