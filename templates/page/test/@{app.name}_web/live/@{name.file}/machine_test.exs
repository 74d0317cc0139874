defmodule @{name.module}.MachineTest do
  use ExUnit.Case, async: true

  alias @{name.module}.Machine

  doctest Machine, import: true

  test "the facts are of this node" do
    facts = Machine.facts()

    assert facts.uptime >= 0
    assert facts.processes > 0
    assert facts.memory > 0
    assert facts.run_queue >= 0
  end

  test "the load is a percentage" do
    assert Task.await(Task.async(fn -> Machine.load(1) end)) in 0..100
  end

  test "nothing of nothing is nothing" do
    assert Machine.percent(0, 0) == 0
  end
end
