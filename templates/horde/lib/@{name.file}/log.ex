defmodule @{ name.module }.Log do
  @moduledoc """
  The newest entries, at most `limit` of them, each with a stamp that is its own and orders it.

  Logs can be merged in any order and any number of times, and always give the same.
  """

  @enforce_keys [:limit]
  defstruct [:limit, newest_first: []]

  @type stamp :: term()
  @type t :: %__MODULE__{limit: pos_integer(), newest_first: [{stamp(), term()}]}

  @doc "A log without entries."
  @spec new(pos_integer()) :: t()
  def new(limit), do: %__MODULE__{limit: limit}

  @doc "Adds an entry; the oldest goes if there are too many."
  @spec append(t(), stamp(), term()) :: t()
  def append(%__MODULE__{} = log, stamp, entry), do: add(log, [{stamp, entry}])

  @doc "A log of the entries of both."
  @spec merge(t(), t()) :: t()
  def merge(%__MODULE__{limit: limit} = log, %__MODULE__{limit: limit} = other) do
    add(log, other.newest_first)
  end

  @doc "The entries, oldest first."
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
