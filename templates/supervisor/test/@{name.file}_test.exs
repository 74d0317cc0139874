defmodule @{ name.module }Test do
  # Not async: these tests stop the subtree in the application.
  use ExUnit.Case, async: false

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @moduletag :capture_log

  # Runs the subtree under the test supervisor, so that no crash counts toward the restart
  # intensity of the application.
  setup do
    :ok = Supervisor.terminate_child(@{ parent.module }, @{ name.alias })
#% if restart == "temporary"
    on_exit(fn -> {:ok, _pid} = Supervisor.start_child(@{ parent.module }, @{ name.alias }) end)
#% else
    on_exit(fn -> {:ok, _pid} = Supervisor.restart_child(@{ parent.module }, @{ name.alias }) end)
#% endif
    start_supervised!(@{ name.alias })
    :ok
  end

#% if max_restarts > 0
#% if strategy == "one_for_one"
  test "restarts only the child that crashed" do
    [crashed, _other] = for id <- [:first, :second], do: start_probe(id)
    before = children(@{ name.alias })

    crash(:first)

    assert before -- children(@{ name.alias }) == [crashed]
  end
#% elif strategy == "rest_for_one"
  test "restarts the child that crashed and those started after it" do
    probes = for id <- [:first, :second], do: start_probe(id)
    before = children(@{ name.alias })

    crash(:first)

    assert_receive {:started, :second, _pid}, 5_000
    assert before -- children(@{ name.alias }) == probes
  end
#% else
  test "restarts all children after a crash" do
    for id <- [:first, :second], do: start_probe(id)
    before = children(@{ name.alias })

    crash(:second)

    assert before -- children(@{ name.alias }) == before
  end
#% endif
#% endif
#% if max_restarts > 0 and max_restarts <= 20 and max_restarts <= 2 * max_seconds

#% endif
#% if max_restarts <= 20 and max_restarts <= 2 * max_seconds
#% if restart == "permanent"
  test "exceeding the restart intensity stops the subtree, and its parent restarts it" do
#% else
  test "exceeding the restart intensity stops the subtree, and its parent does not restart it" do
#% endif
    {:ok, parent} = ExUnit.fetch_test_supervisor()
    sibling = start_supervised!({Agent, fn -> :sibling end})
    subtree = Process.whereis(@{ name.alias })
#% if restart == "permanent"
    size = length(children(@{ name.alias }))
#% endif
    ref = Process.monitor(subtree)

    start_probe(:probe)
#% if max_restarts == 1
    crash(:probe)
#% elif max_restarts > 1
    for _ <- 1..@{ max_restarts }, do: crash(:probe)
#% endif
    kill(:probe)
    assert_receive {:DOWN, ^ref, :process, ^subtree, :shutdown}, 5_000

#% if restart == "permanent"
    assert [{@{ name.alias }, _new}, {Agent, ^sibling}] = await_exit(parent, subtree)
    assert length(children(@{ name.alias })) == size
#% elif restart == "transient"
    assert [{@{ name.alias }, :undefined}, {Agent, ^sibling}] = await_exit(parent, subtree)
#% else
    assert [{Agent, ^sibling}] = await_exit(parent, subtree)
#% endif
  end
#% endif

  defp start_probe(id) do
    test = self()
    start = fn -> send(test, {:started, id, self()}) end
    {:ok, pid} = Supervisor.start_child(@{ name.alias }, %{id: id, start: {Agent, :start_link, [start]}})
    assert_receive {:started, ^id, ^pid}, 5_000
    {id, pid}
  end

#% if max_restarts > 0
  defp crash(id) do
    kill(id)
    assert_receive {:started, ^id, _pid}, 5_000
  end

#% endif
  defp kill(id) do
    {^id, pid} = List.keyfind(children(@{ name.alias }), id, 0)
    Process.exit(pid, :kill)
  end

  defp children(supervisor) do
    children = Supervisor.which_children(supervisor)
    for {id, pid, _type, _modules} <- Enum.reverse(children), do: {id, pid}
  end
#% if max_restarts <= 20 and max_restarts <= 2 * max_seconds

  # The supervisor may handle the exit after the test has received its :DOWN message.
  defp await_exit(supervisor, pid) do
    children = children(supervisor)
    if List.keymember?(children, pid, 1), do: await_exit(supervisor, pid), else: children
  end
#% endif
end
