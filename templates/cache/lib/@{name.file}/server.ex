defmodule @{ name.module }.Server do
  @moduledoc """
  Loads missing values and removes expired ones.

  Each load is a task, so a slow one does not delay the others, and a crash is reported to the
  callers that are waiting. The task supervisor is linked to this process, so loads end with it.
  """

  use GenServer

  alias @{ name.module }.Loads
  alias @{ name.module }.Table

  @spec start_link(keyword()) :: GenServer.on_start()
  def start_link(opts) do
    GenServer.start_link(__MODULE__, opts, name: Keyword.fetch!(opts, :name))
  end

  @doc "Loads a key, or waits for a load of it that is in flight."
  @spec load(atom(), term(), (-> answer)) :: answer when answer: {:ok, term()} | {:error, term()}
  def load(cache, key, loader), do: GenServer.call(cache, {:load, key, loader}, :infinity)

  @doc "Deletes a key."
  @spec delete(atom(), term()) :: :ok
  def delete(cache, key), do: GenServer.call(cache, {:delete, key})

  @impl true
  def init(opts) do
    {:ok, tasks} = Task.Supervisor.start_link()

    state = %{
      table: Keyword.fetch!(opts, :name),
      ttl: Keyword.fetch!(opts, :ttl),
      load_timeout: Keyword.get(opts, :load_timeout, :timer.seconds(15)),
      sweep_every: Keyword.get(opts, :sweep_every, :timer.minutes(1)),
      tasks: tasks,
      loads: Loads.new()
    }

    schedule_sweep(state)
    {:ok, state}
  end

  @impl true
  def handle_call({:load, key, loader}, from, state) do
    # A load may have finished since the caller missed.
    case Table.fetch(state.table, key) do
      {:ok, value} -> {:reply, {:ok, value}, state}
      :error -> {:noreply, %{state | loads: join_or_start(state, key, loader, from)}}
    end
  end

  def handle_call({:delete, key}, _from, state) do
    Table.delete(state.table, key)
    {:reply, :ok, %{state | loads: Loads.forget(state.loads, key)}}
  end

  @impl true
  def handle_info({ref, answer}, state) when is_reference(ref) do
    Process.demonitor(ref, [:flush])
    {:noreply, finish(state, ref, answer)}
  end

  def handle_info({:DOWN, ref, :process, _pid, reason}, state) do
    {:noreply, finish(state, ref, {:error, {:exit, reason}})}
  end

  def handle_info(:sweep, state) do
    Table.sweep(state.table)
    schedule_sweep(state)
    {:noreply, state}
  end

  defp join_or_start(state, key, loader, from) do
    case Loads.join(state.loads, key, from) do
      {:ok, loads} ->
        loads

      :error ->
        task =
          Task.Supervisor.async_nolink(state.tasks, fn -> run(loader, state.load_timeout) end)

        Loads.start(state.loads, key, task.ref, from)
    end
  end

  defp run(loader, timeout) do
    {:ok, _timer} = :timer.exit_after(timeout, :timeout)

    case loader.() do
      {:ok, value} -> {:ok, value}
      {:error, reason} -> {:error, reason}
    end
  end

  defp finish(state, ref, answer) do
    {key, fresh?, waiters, loads} = Loads.finish(state.loads, ref)
    if fresh?, do: keep(state, key, answer)
    for waiter <- waiters, do: GenServer.reply(waiter, answer)
    %{state | loads: loads}
  end

  defp keep(state, key, {:ok, value}), do: Table.put(state.table, key, value, state.ttl)
  defp keep(_state, _key, {:error, _reason}), do: :ok

  defp schedule_sweep(state), do: Process.send_after(self(), :sweep, state.sweep_every)
end
