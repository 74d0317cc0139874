defmodule @{ name.module } do
  @moduledoc """
  One process for each id, started when it is first needed and stopped when it is idle.

      {:ok, 1} = @{ name.module }.append("lobby", "hello")
      {:ok, ["hello"]} = @{ name.module }.recent("lobby")

  Choose it when there are many things of one sort that each have a state of their own, live by
  themselves and must not wait for one another: a room, a session, a device. A process that
  crashes or falls idle forgets its entries, as does a deploy, and each node has its own processes.

  The registry knows which process has which id, and the processes are of no use without their
  entry there, nor an entry without its process: so if either fails, both start anew. A process
  that crashes is not restarted; the next call for its id starts another.

  ## Options

    * `:name` - the name of the whole; this module by default
    * `:idle` - after how many milliseconds without a message a process stops; required
    * `:max_children` - how many processes there may be; required
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

  @doc "The process of an id, which is started if there is none."
  @spec ensure_started(atom(), id()) :: {:ok, pid()} | error()
  def ensure_started(name \\ __MODULE__, id) do
    case GenServer.whereis(via(name, id)) do
      nil -> start_child(name, id)
      pid -> {:ok, pid}
    end
  end

  @doc "Appends an entry and tells how many there have been."
  @spec append(atom(), id(), term()) :: {:ok, pos_integer()} | error()
  def append(name \\ __MODULE__, id, entry), do: call(name, id, &Server.append(&1, entry))

  @doc "The newest entries, oldest first."
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

  # A process may stop between being found and being called; the next one is new and not idle.
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
