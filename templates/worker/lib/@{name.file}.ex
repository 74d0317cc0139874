defmodule @{ name.module } do
  @moduledoc """
  Runs `run/0` again and again, by default to log how the node fares.

  From the end of one run to the start of the next there is a fixed time with some jitter, so that
  nodes which start together do not run together. After each failure in a row that time doubles, up
  to a limit. A run that crashes is a failure like one that returns an error.

  Choose it for upkeep that each node does for itself and that may be skipped: to refresh, to
  clean up, to report. What must run at a given time or once in a cluster belongs into a job queue
  that is kept in a database. After a restart or a deploy the time starts anew.

  At shutdown a run under way may end, for as long as the supervisor waits for this process.

  ## Options

    * `:name` - the name of the process; this module by default
    * `:every` - the time between two runs in milliseconds; required
    * `:jitter` - by how many percent that time may be shorter or longer; required
    * `:max_backoff` - the longest time between two runs after failures; required
    * `:run` - what runs, a function that returns `:ok` or `{:error, reason}`; `run/0` by default
  """

  use GenServer@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

  alias @{ name.module }.Schedule

  require Logger

  @spec start_link(keyword()) :: GenServer.on_start()
  def start_link(opts) do
    {name, opts} = Keyword.pop(opts, :name, __MODULE__)
    GenServer.start_link(__MODULE__, opts, name: name)
  end

  @doc "Logs how many processes there are and how much memory they use."
  @spec run() :: :ok
  def run do
    processes = :erlang.system_info(:process_count)
    megabytes = div(:erlang.memory(:total), 1_000_000)
    Logger.info("#{processes} processes, #{megabytes} MB")
  end

  @impl true
  def init(opts) do
    # Otherwise terminate/2 would not be called at shutdown.
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

  defp reschedule(schedule, {:error, reason}) do
    schedule = Schedule.fail(schedule)
    Logger.warning("a run failed, the next is in #{schedule.pause} ms: #{inspect(reason)}")
    schedule
  end

  defp schedule_run(schedule) do
    Process.send_after(self(), :run, Schedule.delay(schedule, :rand.uniform()))
  end
end
