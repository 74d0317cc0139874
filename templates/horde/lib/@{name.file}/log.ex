defmodule @{ name.module }.Log do
  @moduledoc """
  The most recent entries, at most `limit`, each with a unique stamp by which they are ordered.

  Logs can be merged in any order and any number of times, with the same result.
  """

  @enforce_keys [:limit]
  defstruct [:limit, newest_first: []]

  @type stamp :: term()
  @type t :: %__MODULE__{limit: pos_integer(), newest_first: [{stamp(), term()}]}

  @doc "Returns an empty log."
  @spec new(pos_integer()) :: t()
  def new(limit), do: %__MODULE__{limit: limit}

  @doc "Adds an entry, dropping the oldest if there are too many."
  @spec append(t(), stamp(), term()) :: t()
  def append(%__MODULE__{} = log, stamp, entry), do: add(log, [{stamp, entry}])

  @doc "Merges the entries of two logs."
  @spec merge(t(), t()) :: t()
  def merge(%__MODULE__{limit: limit} = log, %__MODULE__{limit: limit} = other) do
    add(log, other.newest_first)
  end

  @doc "Returns the entries, oldest first."
  @spec recent(t()) :: [term()]
  def recent(%__MODULE__{} = log) do
    for {_stamp, entry} <- Enum.reverse(log.newest_first), do: entry
  end

  defp add(log, stamped) do
    newest_first =
      (stamped ++ log.newest_first)
      |> Enum.uniq_by(fn {stamp, _entry} -> stamp end)
      |> Enum.sort_by(fn {stamp, _entry} -> stamp end, :desc)
      |> Enum.take(log.limit)

    %{log | newest_first: newest_first}
  end
end
