defmodule @{name.module}.MachineTest do
  use ExUnit.Case, async: true

  alias @{name.module}.Machine

  doctest Machine, import: true

  test "returns the facts of this node" do
    facts = Machine.facts()

    assert facts.uptime >= 0
    assert facts.processes > 0
    assert facts.memory > 0
    assert facts.run_queue >= 0
  end

  test "returns the load as a percentage" do
    assert Task.await(Task.async(fn -> Machine.load(1) end)) in 0..100
  end

  test "treats zero of zero as zero percent" do
    assert Machine.percent(0, 0) == 0
  end
end
