defmodule @{ name.module }.Bucket do
  @moduledoc """
  A bucket of `limit` tokens that refills at a constant rate, from empty to full in `window`
  milliseconds.

  A bucket is one number: the time at which it will be full again. Taking a token moves that time
  into the future. The unit is a millisecond divided by `limit`, so that refilling one token takes
  exactly `window` units and nothing is rounded.
  """

  @type t :: integer()

  @doc "Returns a full bucket."
  @spec full(integer(), pos_integer()) :: t()
  def full(now, limit) when is_integer(now) and is_integer(limit), do: now * limit

  @doc "Takes a token. Returns how many whole tokens are left, or how long to wait for one."
  @spec take(t(), integer(), pos_integer(), pos_integer()) ::
          {:ok, t(), non_neg_integer()} | {:error, pos_integer()}
  def take(bucket, now, limit, window) do
    bucket = max(bucket, full(now, limit)) + window

    case full(now, limit) + limit * window - bucket do
      left when left >= 0 -> {:ok, bucket, div(left, window)}
      missing -> {:error, -Integer.floor_div(missing, limit)}
    end
  end
end
