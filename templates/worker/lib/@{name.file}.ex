defmodule @{ name.module } do
  @moduledoc """
  Calls `run/0` periodically, which logs the number of processes and the memory in use.

  The delay between the end of one run and the start of the next has some jitter, so that nodes
  that start together do not run at the same time. Each failure in a row doubles the delay, up to
  a maximum. A run fails if it crashes or returns anything but `:ok`.

  Use it for maintenance that each node does for itself and that may be skipped, such as
  refreshing, cleaning up, or reporting. What must run at a given time, or once per cluster,
  belongs in a job queue that is backed by a database. The delay starts over after a restart or
  deploy.

  On shutdown, a run in progress may finish within the shutdown timeout of this process.

  ## Options

    * `:name` - the name of the process; defaults to this module
    * `:every` - the delay between two runs, in milliseconds; required
    * `:jitter` - by how many percent the delay may vary; required
    * `:max_backoff` - the maximum delay after failures, in milliseconds; required
    * `:run` - the function to run, returning `:ok` or `{:error, reason}`; defaults to `run/0`
  """

  use GenServer@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

  alias @{ name.module }.Schedule

  require Logger

  @spec start_link(keyword()) :: GenServer.on_start()
  def start_link(opts) do
    {name, opts} = Keyword.pop(opts, :name, __MODULE__)
    GenServer.start_link(__MODULE__, opts, name: name)
  end

  @doc "Logs the number of processes and the memory in use."
  @spec run() :: :ok
  def run do
    processes = :erlang.system_info(:process_count)
    megabytes = div(:erlang.memory(:total), 1_000_000)
    Logger.info("#{processes} processes, #{megabytes} MB")
  end

  @impl true
  def init(opts) do
    # On shutdown, terminate/2 is only called if exits are trapped.
    Process.flag(:trap_exit, true)
    {:ok, tasks} = Task.Supervisor.start_link()
    {run, opts} = Keyword.pop(opts, :run, &run/0)
    schedule = Schedule.new(opts)
    schedule_run(schedule)

    {:ok, %{run: run, schedule: schedule, tasks: tasks, task: nil}}
  end

  @impl true
  def handle_info(:run, state) do
    {:noreply, %{state | task: Task.Supervisor.async_nolink(state.tasks, state.run)}}
  end

  def handle_info({ref, result}, %{task: %Task{ref: ref}} = state) do
    Process.demonitor(ref, [:flush])
    {:noreply, finish(state, result)}
  end

  def handle_info({:DOWN, ref, :process, _pid, reason}, %{task: %Task{ref: ref}} = state) do
    {:noreply, finish(state, {:error, reason})}
  end

  def handle_info({:EXIT, tasks, reason}, %{tasks: tasks} = state), do: {:stop, reason, state}

  @impl true
  def terminate(_reason, %{task: nil}), do: :ok
  def terminate(_reason, %{task: task}), do: Task.yield(task, :infinity)

  defp finish(state, result) do
    schedule = reschedule(state.schedule, result)
    schedule_run(schedule)
    %{state | schedule: schedule, task: nil}
  end

  defp reschedule(schedule, :ok), do: Schedule.succeed(schedule)

  defp reschedule(schedule, failure) do
    schedule = Schedule.fail(schedule)
    Logger.warning("Run failed, retrying in about #{schedule.pause} ms: #{inspect(failure)}")
    schedule
  end

  defp schedule_run(schedule) do
    Process.send_after(self(), :run, Schedule.delay(schedule, :rand.uniform()))
  end
end
