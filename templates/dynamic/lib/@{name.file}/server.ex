defmodule @{ name.module }.Server do
  @moduledoc """
  The process of one id. It holds a `@{ name.module }.Log` and stops when idle.

  It is temporary: if its supervisor restarted it, its name might already be taken, and the
  crashes of a few processes could exceed the restart intensity for all of them.
  """

  use GenServer, restart: :temporary

  alias @{ name.module }.Log

  @limit 100

  @doc "Starts the process. `shared` are the options that all processes have in common."
  @spec start_link(keyword(), keyword()) :: GenServer.on_start()
  def start_link(shared, opts), do: GenServer.start_link(__MODULE__, shared, opts)

  @doc "Appends an entry and returns the number of entries appended so far."
  @spec append(pid(), term()) :: pos_integer()
  def append(pid, entry), do: GenServer.call(pid, {:append, entry})

  @doc "Returns the most recent entries, oldest first."
  @spec recent(pid()) :: [term()]
  def recent(pid), do: GenServer.call(pid, :recent)

  @impl true
  def init(idle: idle), do: {:ok, {Log.new(@limit), idle}, idle}

  @impl true
  def handle_call({:append, entry}, _from, {log, idle}) do
    log = Log.append(log, entry)
    {:reply, log.count, {log, idle}, idle}
  end

  def handle_call(:recent, _from, {log, idle}), do: {:reply, Log.recent(log), {log, idle}, idle}

  @impl true
  def handle_info(:timeout, state), do: {:stop, {:shutdown, :idle}, state}
end
