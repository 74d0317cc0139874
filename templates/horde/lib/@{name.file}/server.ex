defmodule @{ name.module }.Server do
  @moduledoc """
  The process of one id: it holds a `@{ name.module }.Log`.

  It is temporary: restarted by its supervisor, it could find that its name has been taken, and the
  restarts of a few processes would use up the budget of all.
  """

  use GenServer, restart: :temporary, shutdown: 10_000

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }
  alias @{ name.module }.Handover
  alias @{ name.module }.Log
  alias @{ name.module }.Registry

  @limit 100
  @check_every 2_000

  @doc "Starts the process of an id, unless it runs already."
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

  @doc "The newest entries, oldest first."
  @spec recent(pid()) :: {:ok, [term()]}
  def recent(pid), do: GenServer.call(pid, :recent)

  @impl true
  def init(id) do
    Process.flag(:trap_exit, true)
    # Once the registry answers, whoever starts next on this node finds this process in it.
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

  # Nobody finds a process that the registry has lost.
  def handle_info({:EXIT, _registry, _reason}, state), do: {:stop, :shutdown, state}

  # While it forgets a node that went, the registry may forget an id that has moved on already.
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
