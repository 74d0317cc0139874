defmodule @{ name.module }.Bucket do
  @moduledoc """
  A bucket of `limit` tokens that fills up evenly, from empty to full in `window` milliseconds.

  A bucket is one number: the time at which it will be full again. Taking a token moves that time
  into the future. It is measured in units of which there are `limit` to a millisecond, so that
  one token comes back in `window` of them and nothing is ever rounded.
  """

  @type t :: integer()

  @doc "A bucket that is full."
  @spec full(integer(), pos_integer()) :: t()
  def full(now, limit) when is_integer(now) and is_integer(limit), do: now * limit

  @doc "Takes a token: the bucket without it and the whole tokens left, or how long to wait for one."
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
