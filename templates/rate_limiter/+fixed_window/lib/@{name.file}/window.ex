defmodule @{ name.module }.Window do
  @moduledoc "Divides time into numbered windows of equal length."

  @doc "Returns the window that contains a point in time."
  @spec at(integer(), pos_integer()) :: integer()
  def at(now, length) when is_integer(now) and is_integer(length),
    do: Integer.floor_div(now, length)

  @doc "Returns the first point in time after a window."
  @spec ends_at(integer(), pos_integer()) :: integer()
  def ends_at(window, length) when is_integer(window) and is_integer(length),
    do: (window + 1) * length
end
