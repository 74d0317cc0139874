defmodule @{ name.module }.Summary do
  @moduledoc "Count, sum, least and greatest of some numbers, without the numbers themselves."

  @enforce_keys [:count, :sum, :min, :max]
  defstruct [:count, :sum, :min, :max]

  @typedoc "`min` and `max` are nil as long as there is no number."
  @type t :: %__MODULE__{
          count: non_neg_integer(),
          sum: number(),
          min: number() | nil,
          max: number() | nil
        }

  @doc "The summary of no numbers."
  @spec new() :: t()
  def new, do: %__MODULE__{count: 0, sum: 0, min: nil, max: nil}

  @doc "The summary with one more number."
  @spec add(t(), number()) :: t()
  def add(%__MODULE__{count: 0}, number) do
    %__MODULE__{count: 1, sum: number, min: number, max: number}
  end

  def add(%__MODULE__{} = summary, number) do
    %__MODULE__{
      count: summary.count + 1,
      sum: summary.sum + number,
      min: min(summary.min, number),
      max: max(summary.max, number)
    }
  end

  @doc "The mean, or nil of no numbers."
  @spec mean(t()) :: float() | nil
  def mean(%__MODULE__{count: 0}), do: nil
  def mean(%__MODULE__{} = summary), do: summary.sum / summary.count
end
