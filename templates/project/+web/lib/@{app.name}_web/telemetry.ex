defmodule @{app.web}.Telemetry do
  @moduledoc """
  Measures the VM and defines metrics.

  To export the metrics, for example to Prometheus or StatsD, add a reporter with `metrics/0` to
  the children of this supervisor.
  """

  use Supervisor

  import Telemetry.Metrics

  @measurements [:memory, :total_run_queue_lengths, :system_counts]

  def start_link(arg), do: Supervisor.start_link(__MODULE__, arg, name: __MODULE__)

  @impl Supervisor
  def init(_arg) do
    children = [{:telemetry_poller, measurements: @measurements, period: 10_000}]

    Supervisor.init(children, strategy: :one_for_one, max_restarts: 3, max_seconds: 5)
  end

  def metrics do
    [
      summary("phoenix.endpoint.stop.duration", unit: {:native, :millisecond}),
      summary("phoenix.router_dispatch.stop.duration",
        tags: [:route],
        unit: {:native, :millisecond}
      ),
      counter("phoenix.router_dispatch.exception.duration", tags: [:route]),
      counter("phoenix.error_rendered.duration", tags: [:status]),
#% if live
      summary("phoenix.socket_connected.duration", unit: {:native, :millisecond}),
      summary("phoenix.live_view.mount.stop.duration",
        tags: [:view],
        tag_values: &view_tag/1,
        unit: {:native, :millisecond}
      ),
      summary("phoenix.live_view.handle_event.stop.duration",
        tags: [:view, :event],
        tag_values: &view_tag/1,
        unit: {:native, :millisecond}
      ),
      counter("phoenix.live_view.handle_event.exception.duration",
        tags: [:view, :event],
        tag_values: &view_tag/1
      ),
#% endif
#% if ecto
      summary("@{app.name}.repo.query.query_time", tags: [:source], unit: {:native, :millisecond}),
      summary("@{app.name}.repo.query.queue_time", unit: {:native, :millisecond}),
      summary("@{app.name}.repo.query.idle_time", unit: {:native, :millisecond}),
#% endif
      last_value("vm.memory.total", unit: {:byte, :megabyte}),
      last_value("vm.total_run_queue_lengths.total"),
      last_value("vm.total_run_queue_lengths.io"),
      last_value("vm.system_counts.process_count")
    ]
  end
#% if live

  defp view_tag(%{socket: socket} = metadata), do: Map.put(metadata, :view, inspect(socket.view))
#% endif
end
