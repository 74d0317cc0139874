defmodule @{ name.module }.SummaryTest do
  use ExUnit.Case, async: true
  use ExUnitProperties

  alias @{ name.module }.Summary

  property "agrees with Enum" do
    check all numbers <- list_of(integer(), min_length: 1) do
      summary = summarize(numbers)

      assert summary.count == length(numbers)
      assert summary.sum == Enum.sum(numbers)
      assert {summary.min, summary.max} == Enum.min_max(numbers)
      assert Summary.mean(summary) == Enum.sum(numbers) / length(numbers)
    end
  end

  property "does not depend on the order of the numbers" do
    check all numbers <- list_of(integer()), shuffled <- shuffle(numbers) do
      assert summarize(shuffled) == summarize(numbers)
    end
  end

  test "the mean of an empty summary is nil" do
    assert Summary.mean(Summary.new()) == nil
  end

  defp summarize(numbers), do: Enum.reduce(numbers, Summary.new(), &Summary.add(&2, &1))
end
