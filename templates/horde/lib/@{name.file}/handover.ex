defmodule @{ name.module }.Handover do
  @moduledoc """
  Keeps the logs of stopped processes until their successors take them over.

  There is one on each node. A log is sent to all connected nodes before its process ends, so it
  is lost only if all of them go down before it is taken over.
  """

  use GenServer

  alias @{ name.module }.Log

  @timeout 5_000

  @spec start_link(keyword()) :: GenServer.on_start()
  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @doc "Sends the log of an id to all nodes."
  @spec keep(term(), Log.t()) :: :ok
  def keep(id, log) do
    all({:keep, id, log})
    :ok
  end

  @doc "Takes the logs of an id from all nodes."
  @spec take(term()) :: [Log.t()]
  def take(id), do: for({_node, {:ok, log}} <- all({:take, id}), do: log)

  @impl true
  def init(_opts), do: {:ok, %{}}

  @impl true
  def handle_call({:keep, id, log}, _from, logs) do
    {:reply, :ok, Map.update(logs, id, log, &Log.merge(&1, log))}
  end

  def handle_call({:take, id}, _from, logs) do
    {answer, logs} = pop(logs, id)
    {:reply, answer, logs}
  end

  defp pop(logs, id) do
    case logs do
      %{^id => log} -> {{:ok, log}, Map.delete(logs, id)}
      %{} -> {:error, logs}
    end
  end

  defp all(request) do
    {answers, _unreachable} = GenServer.multi_call([node() | Node.list()], __MODULE__, request, @timeout)
    answers
  end
end
