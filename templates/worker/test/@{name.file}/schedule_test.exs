defmodule @{ name.module }.ScheduleTest do
  use ExUnit.Case, async: true
  use ExUnitProperties

  alias @{ name.module }.Schedule

  property "the delay differs from the pause by at most the jitter" do
    check all every <- integer(1..100_000),
              jitter <- integer(0..100),
              random <- float(min: 0, max: 1) do
      schedule = Schedule.new(every: every, jitter: jitter, max_backoff: every)

      assert_in_delta Schedule.delay(schedule, random), every, every * jitter / 100 + 0.5
    end
  end

  property "each failure doubles the pause, up to the maximum, and a success resets it" do
    check all every <- integer(1..100_000), factor <- integer(1..100), failures <- integer(1..20) do
      schedule = Schedule.new(every: every, jitter: 0, max_backoff: every * factor)
      failed = Enum.reduce(1..failures, schedule, fn _n, schedule -> Schedule.fail(schedule) end)

      assert failed.pause == every * min(factor, Integer.pow(2, failures))
      assert Schedule.succeed(failed) == schedule
    end
  end

  test "a maximum below the regular pause does not shorten it" do
    schedule = Schedule.new(every: 10, jitter: 0, max_backoff: 5)
    assert Schedule.fail(schedule).pause == 10
  end
end
