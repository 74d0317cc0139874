defmodule @{ name.module }.LogTest do
  use ExUnit.Case, async: true
  use ExUnitProperties

  alias @{ name.module }.Log

  property "keeps the most recent entries, oldest first" do
    check all stamps <- list_of(integer()), limit <- positive_integer() do
      newest = stamps |> Enum.uniq() |> Enum.sort() |> Enum.take(-limit)
      assert Log.recent(log(stamps, limit)) == newest
    end
  end

  property "merging is commutative, associative, and idempotent" do
    check all [one, two, three] <- list_of(list_of(integer()), length: 3), limit <- positive_integer() do
      [one, two, three] = for stamps <- [one, two, three], do: log(stamps, limit)

      assert Log.merge(one, two) == Log.merge(two, one)
      assert Log.merge(Log.merge(one, two), three) == Log.merge(one, Log.merge(two, three))
      assert Log.merge(one, one) == one
    end
  end

  property "merging two logs is the same as appending all entries to one" do
    check all one <- list_of(integer()), two <- list_of(integer()), limit <- positive_integer() do
      assert Log.merge(log(one, limit), log(two, limit)) == log(one ++ two, limit)
    end
  end

  defp log(stamps, limit) do
    Enum.reduce(stamps, Log.new(limit), &Log.append(&2, &1, &1))
  end
end
