defmodule @{ name.module }.Server do
  @moduledoc """
  The process of one id. It holds a `@{ name.module }.Log`.

  It is temporary: if its supervisor restarted it, its name might already be taken, and the
  crashes of a few processes could exceed the restart intensity for all of them.
  """

  use GenServer, restart: :temporary, shutdown: 10_000

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }
  alias @{ name.module }.Handover
  alias @{ name.module }.Log
  alias @{ name.module }.Registry

  @limit 100
  @check_every 2_000

  @doc "Starts the process of an id, unless it is already running."
  @spec start_link(term()) :: GenServer.on_start()
  def start_link(id) do
    case GenServer.start_link(__MODULE__, id, name: @{ name.alias }.via(id)) do
      {:ok, pid} -> {:ok, pid}
      {:error, {:already_started, _pid}} -> :ignore
    end
  end

  @doc "Appends an entry."
  @spec append(pid(), term()) :: :ok
  def append(pid, entry), do: GenServer.call(pid, {:append, entry})

  @doc "Returns the most recent entries, oldest first."
  @spec recent(pid()) :: {:ok, [term()]}
  def recent(pid), do: GenServer.call(pid, :recent)

  @impl true
  def init(id) do
    Process.flag(:trap_exit, true)
    # Once the registry has replied, lookups on this node find this process.
    _members = Horde.Cluster.members(Registry)
    {:ok, %{id: id, log: Log.new(@limit)}, {:continue, :take_over}}
  end

  @impl true
  def handle_continue(:take_over, state) do
    schedule_check()
    {:noreply, state.id |> Handover.take() |> Enum.reduce(state, &merge(&2, &1))}
  end

  @impl true
  def handle_call({:append, entry}, _from, state) do
    stamp = {System.system_time(), node(), System.unique_integer()}
    {:reply, :ok, %{state | log: Log.append(state.log, stamp, entry)}}
  end

  def handle_call(:recent, _from, state), do: {:reply, {:ok, Log.recent(state.log)}, state}

  @impl true
  def handle_cast({:merge, log}, state), do: {:noreply, merge(state, log)}

  @impl true
  def handle_info({:EXIT, _registry, {:name_conflict, {_id, _value}, Registry, winner}}, state) do
    give_way(winner, state)
  end

  # Without the registry, this process cannot be found.
  def handle_info({:EXIT, _registry, _reason}, state), do: {:stop, :shutdown, state}

  # When a node leaves, the registry may also remove an id that has already moved to another node.
  def handle_info(:check, state) do
    schedule_check()

    case Horde.Registry.register(Registry, state.id, nil) do
      {:error, {:already_registered, pid}} when pid != self() -> give_way(pid, state)
      _registered -> {:noreply, state}
    end
  end

  @impl true
  def terminate(:shutdown, state), do: Handover.keep(state.id, state.log)
  def terminate(_reason, _state), do: :ok

  defp give_way(winner, state) do
    GenServer.cast(winner, {:merge, state.log})
    {:stop, {:shutdown, :name_conflict}, state}
  end

  defp schedule_check, do: Process.send_after(self(), :check, @check_every)

  defp merge(state, log), do: %{state | log: Log.merge(state.log, log)}
end
