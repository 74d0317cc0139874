defmodule @{ name.module }.BucketTest do
  use ExUnit.Case, async: true
  use ExUnitProperties

  alias @{ name.module }.Bucket

  property "a full bucket allows a burst of exactly its limit" do
    check all now <- integer(), limit <- integer(1..50), window <- positive_integer() do
      assert {:ok, empty, 0} = take(Bucket.full(now, limit), limit, now, limit, window)
      assert {:error, _wait} = Bucket.take(empty, now, limit, window)
    end
  end

  property "an empty bucket has a token after the returned wait, and not before" do
    check all now <- integer(), limit <- integer(1..50), window <- positive_integer() do
      {:ok, empty, 0} = take(Bucket.full(now, limit), limit, now, limit, window)
      {:error, wait} = Bucket.take(empty, now, limit, window)

      assert {:error, _wait} = Bucket.take(empty, now + wait - 1, limit, window)
      assert {:ok, _bucket, _left} = Bucket.take(empty, now + wait, limit, window)
    end
  end

  property "never gives more than its limit plus the refilled tokens" do
    check all steps <- list_of(integer(0..20)), limit <- integer(1..10), window <- integer(1..100) do
      {taken, {_bucket, elapsed}} =
        Enum.map_reduce(steps, {Bucket.full(0, limit), 0}, fn step, {bucket, now} ->
          now = now + step

          case Bucket.take(bucket, now, limit, window) do
            {:ok, bucket, _left} -> {1, {bucket, now}}
            {:error, _wait} -> {0, {bucket, now}}
          end
        end)

      assert Enum.sum(taken) <= limit + div(elapsed * limit, window)
    end
  end

  defp take(bucket, 1, now, limit, window), do: Bucket.take(bucket, now, limit, window)

  defp take(bucket, times, now, limit, window) do
    {:ok, bucket, left} = Bucket.take(bucket, now, limit, window)
    assert left == times - 1
    take(bucket, times - 1, now, limit, window)
  end
end
