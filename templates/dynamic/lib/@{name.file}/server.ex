defmodule @{ name.module }.Server do
  @moduledoc """
  The process of one id: it holds a `@{ name.module }.Log` and stops when it is idle.

  It is temporary: restarted by its supervisor, it could find that its name has been taken, and the
  restarts of a few processes would use up the budget of all.
  """

  use GenServer, restart: :temporary

  alias @{ name.module }.Log

  @limit 100

  @doc "Starts the process; `shared` are the options that all processes have in common."
  @spec start_link(keyword(), keyword()) :: GenServer.on_start()
  def start_link(shared, opts), do: GenServer.start_link(__MODULE__, shared, opts)

  @doc "Appends an entry and tells how many there have been."
  @spec append(pid(), term()) :: pos_integer()
  def append(pid, entry), do: GenServer.call(pid, {:append, entry})

  @doc "The newest entries, oldest first."
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
