defmodule @{name.module}.Machine do
  @moduledoc "Facts about the node."

  @type facts :: %{
          uptime: non_neg_integer(),
          processes: pos_integer(),
          memory: pos_integer(),
          run_queue: non_neg_integer()
        }

  @doc "Returns its uptime in seconds and its workload."
  @spec facts() :: facts()
  def facts do
    elapsed = System.monotonic_time() - :erlang.system_info(:start_time)

    %{
      uptime: System.convert_time_unit(elapsed, :native, :second),
      processes: :erlang.system_info(:process_count),
      memory: :erlang.memory(:total),
      run_queue: :erlang.statistics(:total_run_queue_lengths)
    }
  end

  @doc """
  Measures scheduler utilization over the given milliseconds, in percent.

  The node keeps measuring for as long as the caller lives, so call it from a short-lived task.
  """
  @spec load(pos_integer()) :: 0..100
  def load(milliseconds) do
    :erlang.system_flag(:scheduler_wall_time, true)
    {active, total} = scheduler_time()
    Process.sleep(milliseconds)
    {later_active, later_total} = scheduler_time()

    percent(later_active - active, later_total - total)
  end

  @doc """
  Returns a part of a whole in percent.

      iex> percent(1, 4)
      25
  """
  @spec percent(non_neg_integer(), non_neg_integer()) :: non_neg_integer()
  def percent(_part, 0), do: 0
  def percent(part, whole), do: round(100 * part / whole)

  defp scheduler_time do
    Enum.reduce(:erlang.statistics(:scheduler_wall_time), {0, 0}, fn
      {_scheduler, active, total}, {sum_active, sum_total} ->
        {sum_active + active, sum_total + total}
    end)
  end
end
