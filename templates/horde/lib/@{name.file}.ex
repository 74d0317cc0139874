defmodule @{ name.module } do
  @moduledoc """
  One process for each id in the whole cluster, started when it is first needed.

      :ok = @{ name.module }.append("lobby", "hello")
      {:ok, ["hello"]} = @{ name.module }.recent("lobby")

  It runs on one of the connected nodes, and each of them reaches it by its id. Choose it when the
  state of a thing must not be on two nodes at once for long, and may be lost.

  ## What it promises

    * If a node is stopped, its processes come back on others with their entries.
    * If a node crashes, they come back on others without their entries. A process that crashes
      comes back, empty, with the next call.
    * If nodes lose sight of each other, each side has a process of its own. When they meet again,
      one of the two stops and the other takes its entries over.

  Nodes agree in the end and not at every moment, so for a moment after nodes joined or left there
  may be two processes as well. Nothing may depend on there being exactly one: for money there is
  the database.

  ## How

  `Horde` starts the processes and knows where they are. A process that is stopped hands its log
  to every node (`@{ name.module }.Handover`), and a process that starts takes over what was handed
  on. Logs that meet are merged, and merging gives the same in any order (`@{ name.module }.Log`).
  The processes cannot be found without the registry, and both hand over: so each child relies on
  those before it, and a crash restarts the child and all that come after it.
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

  @doc "The process of an id, if there is one and this node has heard of it."
  @spec whereis(id()) :: pid() | nil
  def whereis(id) do
    case Horde.Registry.lookup(Registry, id) do
      [{pid, _value}] -> pid
      [] -> nil
    end
  end

  @doc "The process of an id, which is started if there is none."
  @spec ensure_started(id()) :: {:ok, pid()} | error()
  def ensure_started(id), do: ensure_started(id, 100)

  @doc "Appends an entry."
  @spec append(id(), term()) :: :ok | error()
  def append(id, entry), do: call(id, &Server.append(&1, entry))

  @doc "The newest entries, oldest first."
  @spec recent(id()) :: {:ok, [term()]} | error()
  def recent(id), do: call(id, &Server.recent/1)

  @doc "The name of the process of an id."
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
      # It runs elsewhere, and the registry of this node will hear of it in a moment.
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

  # A process may stop between being found and being called, and its node may go.
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
