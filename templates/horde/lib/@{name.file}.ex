defmodule @{ name.module } do
  @moduledoc """
  Runs one process per id across the cluster, started on demand.

      :ok = @{ name.module }.append("lobby", "hello")
      {:ok, ["hello"]} = @{ name.module }.recent("lobby")

  Each process runs on one of the connected nodes, and all nodes can reach it by its id. Use it
  for state that must not be on two nodes for long and that may be lost.

  ## Guarantees

    * If a node is stopped, its processes are restarted on other nodes with their entries.
    * If a node crashes, its processes are restarted on other nodes without their entries. A
      process that crashes is restarted, without entries, by the next call.
    * During a netsplit, each side has its own process. When the nodes reconnect, one of the two
      processes stops, and the other takes over its entries.

  The cluster is eventually consistent, so right after nodes join or leave there may also be two
  processes for a moment. Do not rely on there being exactly one: use the database where that
  matters.

  ## Implementation

  `Horde` starts and registers the processes. A process that is stopped sends its log to every
  node (`@{ name.module }.Handover`), and a process that starts takes over the logs it finds
  there. Logs can be merged in any order (`@{ name.module }.Log`). The processes depend on the
  registry, and they need the handover when they stop, so a crash restarts the child and all
  those started after it.
  """

  use Supervisor@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

  alias @{ name.module }.Handover
  alias @{ name.module }.Processes
  alias @{ name.module }.Registry
  alias @{ name.module }.Server

  @type id :: term()
  @type error :: {:error, term()}

  @spec start_link(keyword()) :: Supervisor.on_start()
  def start_link(_opts), do: Supervisor.start_link(__MODULE__, [], name: __MODULE__)

  @doc "Returns the process of an id, or `nil` if this node does not know of one."
  @spec whereis(id()) :: pid() | nil
  def whereis(id) do
    case Horde.Registry.lookup(Registry, id) do
      [{pid, _value}] -> pid
      [] -> nil
    end
  end

  @doc "Returns the process of an id, starting it if necessary."
  @spec ensure_started(id()) :: {:ok, pid()} | error()
  def ensure_started(id), do: ensure_started(id, 100)

  @doc "Appends an entry."
  @spec append(id(), term()) :: :ok | error()
  def append(id, entry), do: call(id, &Server.append(&1, entry))

  @doc "Returns the most recent entries, oldest first."
  @spec recent(id()) :: {:ok, [term()]} | error()
  def recent(id), do: call(id, &Server.recent/1)

  @doc "Returns the name of the process of an id."
  @spec via(id()) :: GenServer.name()
  def via(id), do: {:via, Horde.Registry, {Registry, id}}

  @impl true
  def init(_opts) do
    children = [
      Handover,
      {Horde.Registry, name: Registry, keys: :unique, members: :auto},
      {Horde.DynamicSupervisor, name: Processes, strategy: :one_for_one, members: :auto}
    ]

    Supervisor.init(children, strategy: :rest_for_one, max_restarts: 3, max_seconds: 5)
  end

  defp ensure_started(id, tries) do
    case whereis(id) || Horde.DynamicSupervisor.start_child(Processes, {Server, id}) do
      pid when is_pid(pid) -> {:ok, pid}
      {:ok, pid} -> {:ok, pid}
      # It runs on another node, and the registry of this node is not up to date yet.
      :ignore when tries > 0 -> wait(fn -> ensure_started(id, tries - 1) end)
      :ignore -> {:error, :timeout}
      {:error, reason} -> {:error, reason}
    end
  end

  defp wait(fun) do
    receive do
    after
      20 -> fun.()
    end
  end

  # A process may stop, or its node go down, between the lookup and the call.
  defp call(id, fun, retries \\ 1) do
    with {:ok, pid} <- ensure_started(id) do
      try do
        fun.(pid)
      catch
        :exit, {reason, _call} when retries > 0 and reason != :timeout -> call(id, fun, retries - 1)
        :exit, {reason, _call} -> {:error, reason}
      end
    end
  end
end
