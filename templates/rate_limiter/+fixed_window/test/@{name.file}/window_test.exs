defmodule @{ name.module }.WindowTest do
  use ExUnit.Case, async: true
  use ExUnitProperties

  alias @{ name.module }.Window

  property "a window contains the given time and ends within its length" do
    check all now <- integer(), length <- positive_integer() do
      ends_at = now |> Window.at(length) |> Window.ends_at(length)

      assert now < ends_at
      assert ends_at <= now + length
    end
  end

  property "the end of a window is the start of the next" do
    check all window <- integer(), length <- positive_integer() do
      ends_at = Window.ends_at(window, length)

      assert Window.at(ends_at - 1, length) == window
      assert Window.at(ends_at, length) == window + 1
    end
  end
end
