defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })

    assert {@{ name.alias }, pid, :worker, _modules} = List.keyfind(children, @{ name.alias }, 0)
    assert Process.whereis(@{ name.alias }) == pid
  end

  test "summarizes what concurrent callers record", %{module: server} do
    start_supervised!({@{ name.alias }, name: server})

    1..100 |> Task.async_stream(&@{ name.alias }.record(server, &1)) |> Stream.run()

    assert %{count: 100, sum: 5050, min: 1, max: 100} = @{ name.alias }.summary(server)
  end

#% if restart == "temporary"
  test "is not restarted after a crash and does not affect its sibling", %{module: server} do
    sibling = Process.whereis(@{ name.alias })
    pid = start_supervised!({@{ name.alias }, name: server})

    kill(pid)

    await_removal(@{ name.alias })
    assert Process.whereis(server) == nil
    assert Process.whereis(@{ name.alias }) == sibling
  end
#% else
  test "restarts empty after a crash and does not affect its sibling", %{module: server} do
    sibling = Process.whereis(@{ name.alias })
    pid = start_supervised!({@{ name.alias }, name: server})
    @{ name.alias }.record(server, 1)

    kill(pid)

    assert await_restart(@{ name.alias }, pid) == Process.whereis(server)
    assert @{ name.alias }.summary(server).count == 0
    assert Process.whereis(@{ name.alias }) == sibling
  end
#% endif

  defp kill(pid) do
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)
    assert_receive {:DOWN, ^ref, :process, ^pid, :killed}, 5_000
  end

#% if restart == "temporary"
  # The supervisor may handle the exit after the test has received its :DOWN message.
  defp await_removal(id) do
    {:ok, supervisor} = ExUnit.fetch_test_supervisor()
    if List.keymember?(Supervisor.which_children(supervisor), id, 0), do: await_removal(id)
  end
#% else
  # The supervisor may handle the exit after the test has received its :DOWN message.
  defp await_restart(id, old) do
    {:ok, supervisor} = ExUnit.fetch_test_supervisor()

    case List.keyfind(Supervisor.which_children(supervisor), id, 0) do
      {^id, pid, _type, _modules} when is_pid(pid) and pid != old -> pid
      _not_yet -> await_restart(id, old)
    end
  end
#% endif
end
