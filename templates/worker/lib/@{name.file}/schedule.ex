defmodule @{ name.module }.Schedule do
  @moduledoc "Computes the delay before the next run."

  @enforce_keys [:every, :jitter, :max_backoff, :pause]
  defstruct [:every, :jitter, :max_backoff, :pause]

  @type t :: %__MODULE__{
          every: pos_integer(),
          jitter: 0..100,
          max_backoff: pos_integer(),
          pause: pos_integer()
        }

  @doc "Returns the initial schedule, from `:every`, `:jitter`, and `:max_backoff`."
  @spec new(keyword()) :: t()
  def new(opts), do: struct!(__MODULE__, [pause: Keyword.fetch!(opts, :every)] ++ opts)

  @doc "Resets the pause after a run that succeeded."
  @spec succeed(t()) :: t()
  def succeed(%__MODULE__{} = schedule), do: %{schedule | pause: schedule.every}

  @doc "Doubles the pause after a run that failed, up to the maximum."
  @spec fail(t()) :: t()
  def fail(%__MODULE__{} = schedule) do
    %{schedule | pause: min(2 * schedule.pause, max(schedule.max_backoff, schedule.every))}
  end

  @doc "Returns the delay before the next run, in milliseconds. `random` is between 0 and 1."
  @spec delay(t(), float()) :: non_neg_integer()
  def delay(%__MODULE__{} = schedule, random) do
    round(schedule.pause * (1 + schedule.jitter / 100 * (2 * random - 1)))
  end
end
