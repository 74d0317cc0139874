defmodule @{ name.module } do
  @moduledoc """
  Runs one process per id, started on demand and stopped when idle.

      {:ok, 1} = @{ name.module }.append("lobby", "hello")
      {:ok, ["hello"]} = @{ name.module }.recent("lobby")

  Use it for many independent things of one kind that each have their own state, such as rooms,
  sessions, or devices. A process loses its entries when it crashes or stops because it is idle,
  as it does on a deploy, and each node has its own processes.

  The registry and the supervisor of the processes depend on each other, so if one fails, both are
  restarted. A process that crashes is not restarted;
  the next call for its id starts a new one.

  ## Options

    * `:name` - the name of the registry; defaults to this module
    * `:idle` - the time without messages after which a process stops, in milliseconds; required
    * `:max_children` - the maximum number of processes; required
  """

  use Supervisor@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

  alias @{ name.module }.Processes
  alias @{ name.module }.Server

  @type id :: term()
  @type error :: {:error, :max_children}

  @spec start_link(keyword()) :: Supervisor.on_start()
  def start_link(opts) do
    opts = Keyword.put_new(opts, :name, __MODULE__)
    Supervisor.start_link(__MODULE__, opts)
  end

  @doc "Returns the process of an id, starting it if necessary."
  @spec ensure_started(atom(), id()) :: {:ok, pid()} | error()
  def ensure_started(name \\ __MODULE__, id) do
    case GenServer.whereis(via(name, id)) do
      nil -> start_child(name, id)
      pid -> {:ok, pid}
    end
  end

  @doc "Appends an entry and returns the number of entries appended so far."
  @spec append(atom(), id(), term()) :: {:ok, pos_integer()} | error()
  def append(name \\ __MODULE__, id, entry), do: call(name, id, &Server.append(&1, entry))

  @doc "Returns the most recent entries, oldest first."
  @spec recent(atom(), id()) :: {:ok, [term()]} | error()
  def recent(name \\ __MODULE__, id), do: call(name, id, &Server.recent/1)

  @impl true
  def init(opts) do
    name = Keyword.fetch!(opts, :name)

    children = [
      {Registry, keys: :unique, name: name},
      {Processes, opts}
    ]

    Supervisor.init(children, strategy: :one_for_all, max_restarts: 3, max_seconds: 5)
  end

  defp start_child(name, id) do
    case Processes.start_child(name, via(name, id)) do
      {:ok, pid} -> {:ok, pid}
      {:error, {:already_started, pid}} -> {:ok, pid}
      {:error, :max_children} -> {:error, :max_children}
    end
  end

  # A process may become idle and stop between the lookup and the call.
  defp call(name, id, fun, retries \\ 1) do
    with {:ok, pid} <- ensure_started(name, id) do
      try do
        {:ok, fun.(pid)}
      catch
        :exit, {reason, _call} when reason in [:noproc, {:shutdown, :idle}] and retries > 0 ->
          call(name, id, fun, retries - 1)
      end
    end
  end

  defp via(name, id), do: {:via, Registry, {name, id}}
end
