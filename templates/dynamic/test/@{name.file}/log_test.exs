defmodule @{ name.module }.LogTest do
  use ExUnit.Case, async: true
  use ExUnitProperties

  alias @{ name.module }.Log

  property "keeps the most recent entries in order and counts all" do
    check all limit <- positive_integer(), entries <- list_of(integer()) do
      log = Enum.reduce(entries, Log.new(limit), &Log.append(&2, &1))

      assert Log.recent(log) == Enum.take(entries, -limit)
      assert log.count == length(entries)
    end
  end
end
