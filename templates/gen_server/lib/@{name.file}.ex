defmodule @{ name.module } do
  @moduledoc """
  A process that keeps a running summary of the numbers it is given.

  Choose a process like this for state that changes in steps and that one step at a time may
  change. What is only read belongs into an ETS table, and what must last into a database: the
  state is gone after a crash, a restart or a deploy, and each node has its own.

  The process only holds the state; what a step means is said in `@{ name.module }.Summary`, which
  knows nothing of processes.

  ## Options

    * `:name` - the name of the process; this module by default
  """

  use GenServer@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

  alias @{ name.module }.Summary

  @spec start_link(keyword()) :: GenServer.on_start()
  def start_link(opts) do
    GenServer.start_link(__MODULE__, [], name: Keyword.get(opts, :name, __MODULE__))
  end

  @doc """
  Adds a number.

  It is a call and not a cast, so that callers cannot outrun the process and fill its mailbox.
  """
  @spec record(GenServer.server(), number()) :: :ok
  def record(server \\ __MODULE__, number) when is_number(number) do
    GenServer.call(server, {:record, number})
  end

  @doc "What the numbers so far amount to."
  @spec summary(GenServer.server()) :: Summary.t()
  def summary(server \\ __MODULE__), do: GenServer.call(server, :summary)

  @impl true
  def init(_opts), do: {:ok, Summary.new()}

  @impl true
  def handle_call({:record, number}, _from, summary) do
    {:reply, :ok, Summary.add(summary, number)}
  end

  def handle_call(:summary, _from, summary), do: {:reply, summary, summary}
end
