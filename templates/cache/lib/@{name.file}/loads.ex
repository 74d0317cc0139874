defmodule @{ name.module }.Loads do
  @moduledoc """
  Tracks which keys are being loaded and which callers are waiting for them.

  Each load is identified by a reference. A key that is deleted while it is being loaded may be
  loaded again at the same time; only the newer load is then fresh.
  """

  @enforce_keys [:fresh, :waiting]
  defstruct [:fresh, :waiting]

  @type key :: term()
  @type waiter :: term()
  @type t :: %__MODULE__{
          fresh: %{key() => reference()},
          waiting: %{reference() => {key(), [waiter(), ...]}}
        }

  @doc "Returns an empty state, with no loads in flight."
  @spec new() :: t()
  def new, do: %__MODULE__{fresh: %{}, waiting: %{}}

  @doc "Adds a waiter to the fresh load of a key, if there is one."
  @spec join(t(), key(), waiter()) :: {:ok, t()} | :error
  def join(%__MODULE__{} = loads, key, waiter) do
    with {:ok, ref} <- Map.fetch(loads.fresh, key) do
      waiting =
        Map.update!(loads.waiting, ref, fn {key, waiters} -> {key, [waiter | waiters]} end)

      {:ok, %{loads | waiting: waiting}}
    end
  end

  @doc "Adds a new load of a key with its first waiter."
  @spec start(t(), key(), reference(), waiter()) :: t()
  def start(%__MODULE__{} = loads, key, ref, waiter) do
    %__MODULE__{
      fresh: Map.put(loads.fresh, key, ref),
      waiting: Map.put(loads.waiting, ref, {key, [waiter]})
    }
  end

  @doc "Marks the load of a key as stale, if there is one."
  @spec forget(t(), key()) :: t()
  def forget(%__MODULE__{} = loads, key), do: %{loads | fresh: Map.delete(loads.fresh, key)}

  @doc "Removes a load and returns its key, whether it was still fresh, and its waiters."
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
