defmodule @{ name.module }.Loads do
  @moduledoc """
  Which keys are being loaded, and who waits for them.

  A load is known by a reference. A key that is forgotten while it is loaded may be loaded again
  at the same time; then only the newer load is fresh.
  """

  @enforce_keys [:fresh, :waiting]
  defstruct [:fresh, :waiting]

  @type key :: term()
  @type waiter :: term()
  @type t :: %__MODULE__{
          fresh: %{key() => reference()},
          waiting: %{reference() => {key(), [waiter(), ...]}}
        }

  @doc "No loads."
  @spec new() :: t()
  def new, do: %__MODULE__{fresh: %{}, waiting: %{}}

  @doc "Adds one who waits to the fresh load of a key, if there is one."
  @spec join(t(), key(), waiter()) :: {:ok, t()} | :error
  def join(%__MODULE__{} = loads, key, waiter) do
    with {:ok, ref} <- Map.fetch(loads.fresh, key) do
      waiting =
        Map.update!(loads.waiting, ref, fn {key, waiters} -> {key, [waiter | waiters]} end)

      {:ok, %{loads | waiting: waiting}}
    end
  end

  @doc "Starts a load of a key, for which one waits."
  @spec start(t(), key(), reference(), waiter()) :: t()
  def start(%__MODULE__{} = loads, key, ref, waiter) do
    %__MODULE__{
      fresh: Map.put(loads.fresh, key, ref),
      waiting: Map.put(loads.waiting, ref, {key, [waiter]})
    }
  end

  @doc "Makes the load of a key stale, if there is one: it ends without being kept."
  @spec forget(t(), key()) :: t()
  def forget(%__MODULE__{} = loads, key), do: %{loads | fresh: Map.delete(loads.fresh, key)}

  @doc "Ends a load: its key, whether it was still fresh, and all who waited."
  @spec finish(t(), reference()) :: {key(), boolean(), [waiter(), ...], t()}
  def finish(%__MODULE__{} = loads, ref) do
    {{key, waiters}, waiting} = Map.pop!(loads.waiting, ref)
    loads = %{loads | waiting: waiting}

    case loads.fresh do
      %{^key => ^ref} -> {key, true, waiters, forget(loads, key)}
      %{} -> {key, false, waiters, loads}
    end
  end
end
