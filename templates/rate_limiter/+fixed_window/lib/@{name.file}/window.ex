defmodule @{ name.module }.Window do
  @moduledoc "Time cut into windows of equal length, which are known by number."

  @doc "The window that a moment falls into."
  @spec at(integer(), pos_integer()) :: integer()
  def at(now, length) when is_integer(now) and is_integer(length),
    do: Integer.floor_div(now, length)

  @doc "The first moment after a window."
  @spec ends_at(integer(), pos_integer()) :: integer()
  def ends_at(window, length) when is_integer(window) and is_integer(length),
    do: (window + 1) * length
end
