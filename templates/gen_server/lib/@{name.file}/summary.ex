defmodule @{ name.module }.Summary do
  @moduledoc "The count, sum, minimum, and maximum of a series of numbers."

  @enforce_keys [:count, :sum, :min, :max]
  defstruct [:count, :sum, :min, :max]

  @typedoc "`min` and `max` are `nil` until the first number is added."
  @type t :: %__MODULE__{
          count: non_neg_integer(),
          sum: number(),
          min: number() | nil,
          max: number() | nil
        }

  @doc "Returns an empty summary."
  @spec new() :: t()
  def new, do: %__MODULE__{count: 0, sum: 0, min: nil, max: nil}

  @doc "Adds a number to a summary."
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

  @doc "Returns the mean, or `nil` if there are no numbers."
  @spec mean(t()) :: float() | nil
  def mean(%__MODULE__{count: 0}), do: nil
  def mean(%__MODULE__{} = summary), do: summary.sum / summary.count
end
