defmodule @{ name.module } do
  @moduledoc """
  Keeps a running summary of the numbers it is given.

  Use a process like this for state that changes over time and whose updates must be serialized.
  Data that is mostly read belongs in an ETS table, and data that must survive a crash, a restart,
  or a deploy belongs in a database. Each node has its own state.

  This process only holds the state; the logic is in the pure functions of
  `@{ name.module }.Summary`.

  ## Options

    * `:name` - the name of the process; defaults to this module
  """

  use GenServer@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

  alias @{ name.module }.Summary

  @spec start_link(keyword()) :: GenServer.on_start()
  def start_link(opts) do
    GenServer.start_link(__MODULE__, [], name: Keyword.get(opts, :name, __MODULE__))
  end

  @doc """
  Adds a number.

  This is a call rather than a cast, which applies back-pressure to the callers.
  """
  @spec record(GenServer.server(), number()) :: :ok
  def record(server \\ __MODULE__, number) when is_number(number) do
    GenServer.call(server, {:record, number})
  end

  @doc "Returns the summary of the numbers recorded so far."
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
