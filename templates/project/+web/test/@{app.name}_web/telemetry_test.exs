defmodule @{app.web}.TelemetryTest do
  use ExUnit.Case, async: true

  alias @{app.web}.Telemetry

  test "metrics are unique" do
    names = Enum.map(Telemetry.metrics(), &{&1.__struct__, &1.name})

    assert names == Enum.uniq(names)
  end

  test "polls VM measurements" do
    children = Supervisor.which_children(Telemetry)

    assert [{:telemetry_poller, poller, :worker, _modules}] = children
    assert Process.alive?(poller)
  end
end
