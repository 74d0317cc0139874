defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  setup %{module: limiter} do
    %{supervisor: start_supervised!({@{ name.alias }, name: limiter, limit: 100, window: 60_000})}
  end

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })

    assert {@{ name.alias }, pid, :supervisor, _modules} = List.keyfind(children, @{ name.alias }, 0)
    assert Process.whereis(@{ name.alias }) == pid
    assert {:allow, _remaining} = @{ name.alias }.check(make_ref())
  end

  test "allows exactly 100 of 1,000 concurrent hits", %{module: limiter} do
    verdicts =
      1..1_000
      |> Task.async_stream(fn _ -> @{ name.alias }.check(limiter, :key, 0) end, max_concurrency: 100)
      |> Enum.map(fn {:ok, verdict} -> verdict end)

    {allowed, denied} = Enum.split_with(verdicts, &match?({:allow, _remaining}, &1))
    assert Enum.sort(allowed) == for(remaining <- 0..99, do: {:allow, remaining})
#% if fixed_window
    assert Enum.uniq(denied) == [deny: 60_000]
#% else
    assert Enum.uniq(denied) == [deny: 600]
#% endif
  end

  test "limits each key separately", %{module: limiter} do
    exhaust(limiter, :one, 0)

    assert {:deny, _retry_after} = @{ name.alias }.check(limiter, :one, 0)
    assert @{ name.alias }.check(limiter, :other, 0) == {:allow, 99}
  end

#% if fixed_window
  test "the count starts at zero in the next window", %{module: limiter} do
    exhaust(limiter, :key, 0)

    assert @{ name.alias }.check(limiter, :key, 59_999) == {:deny, 1}
    assert @{ name.alias }.check(limiter, :key, 60_000) == {:allow, 99}
  end

  test "sweep deletes the counts of past windows", %{module: limiter} do
    for now <- [0, 60_000], do: @{ name.alias }.check(limiter, :key, now)

    assert @{ name.alias }.sweep(limiter, 60_000) == 1
    assert @{ name.alias }.check(limiter, :key, 60_000) == {:allow, 98}
  end
#% else
  test "tokens are refilled at a constant rate", %{module: limiter} do
    exhaust(limiter, :key, 0)

    assert @{ name.alias }.check(limiter, :key, 599) == {:deny, 1}
    assert @{ name.alias }.check(limiter, :key, 600) == {:allow, 0}
    assert @{ name.alias }.check(limiter, :key, 60_600) == {:allow, 99}
  end

  test "sweep deletes full buckets", %{module: limiter} do
    exhaust(limiter, :empty, 0)
    @{ name.alias }.check(limiter, :full, 0)

    assert @{ name.alias }.sweep(limiter, 600) == 1
    assert @{ name.alias }.check(limiter, :empty, 600) == {:allow, 0}
  end

  test "treats an ETS wildcard like any other key", %{module: limiter} do
    exhaust(limiter, :key, 0)

    assert @{ name.alias }.check(limiter, :_, 0) == {:allow, 99}
    assert @{ name.alias }.check(limiter, :_, 0) == {:allow, 98}
  end
#% endif

  test "the limit survives a crash of the sweeper", %{module: limiter, supervisor: supervisor} do
    exhaust(limiter, :key, 0)
    [{_id, sweeper, _type, _modules}] = Supervisor.which_children(supervisor)

    Process.exit(sweeper, :kill)

    assert await_restart(supervisor, sweeper) != sweeper
    assert {:deny, _retry_after} = @{ name.alias }.check(limiter, :key, 0)
  end

  defp exhaust(limiter, key, now) do
    for _ <- 1..100, do: {:allow, _remaining} = @{ name.alias }.check(limiter, key, now)
  end

  # The supervisor may handle the exit after the test has received its :DOWN message.
  defp await_restart(supervisor, old) do
    case Supervisor.which_children(supervisor) do
      [{_id, pid, _type, _modules}] when is_pid(pid) and pid != old -> pid
      _not_yet -> await_restart(supervisor, old)
    end
  end
end
