defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @moduletag :capture_log

  setup %{module: tasks}, do: %{supervisor: start_supervised!({@{ name.alias }, name: tasks})}

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })

    assert {@{ name.alias }, pid, :supervisor, _modules} = List.keyfind(children, @{ name.alias }, 0)
    assert Process.whereis(@{ name.alias }) == pid
  end

  describe "start/2" do
    test "runs the function in another process", %{module: tasks} do
      test = self()
      assert @{ name.alias }.start(tasks, fn -> send(test, {:started, self()}) end) == :ok
      assert_receive {:started, pid} when pid != test, 5_000
    end

    test "a crash does not affect other tasks", %{module: tasks, supervisor: supervisor} do
      [crashes, neighbor] = for _ <- 1..2, do: start_waiting(tasks)
      ref = Process.monitor(crashes)

      send(crashes, :crash)

      assert_receive {:DOWN, ^ref, :process, ^crashes, {%RuntimeError{}, _stack}}, 5_000
      assert Task.Supervisor.children(tasks) == [neighbor]
      assert Process.whereis(tasks) == supervisor
    end
  end

  describe "map/3" do
    test "returns results and failures in the order of the inputs", %{module: tasks} do
      answer = fn
        input when rem(input, 3) == 0 -> exit({:no, input})
        input -> input * 10
      end

      assert @{ name.alias }.map(1..6, answer, supervisor: tasks) ==
               {[{1, 10}, {2, 20}, {4, 40}, {5, 50}], [{3, {:no, 3}}, {6, {:no, 6}}]}
    end

    test "returns inputs that time out as failures", %{module: tasks} do
      wait = fn _input -> receive do: (:never -> :ok) end

      assert @{ name.alias }.map([:slow], wait, supervisor: tasks, timeout: 10) == {[], [slow: :timeout]}
    end

    test "runs at most :max_concurrency tasks at a time", %{module: tasks} do
      test = self()

      answer = fn input ->
        send(test, {:running, self()})
        receive do: (:go_on -> input)
      end

      caller = Task.async(fn -> @{ name.alias }.map(1..6, answer, supervisor: tasks, max_concurrency: 2) end)

      for _ <- 1..3 do
        assert_receive {:running, one}, 5_000
        assert_receive {:running, other}, 5_000
        assert Enum.sort(Task.Supervisor.children(tasks)) == Enum.sort([one, other])
        for pid <- [one, other], do: send(pid, :go_on)
      end

      assert {[{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 6}], []} = Task.await(caller)
    end
  end

#% if restart == "temporary"
  test "a crash stops all tasks", %{module: tasks, supervisor: supervisor} do
    pid = start_waiting(tasks)
    ref = Process.monitor(pid)

    Process.exit(supervisor, :kill)

    assert_receive {:DOWN, ^ref, :process, ^pid, _reason}, 5_000
    await_removal(tasks)
    assert Process.whereis(tasks) == nil
  end
#% else
  test "restarts after a crash, which stops all tasks", %{module: tasks, supervisor: supervisor} do
    pid = start_waiting(tasks)
    ref = Process.monitor(pid)

    Process.exit(supervisor, :kill)

    assert_receive {:DOWN, ^ref, :process, ^pid, _reason}, 5_000
    await_restart(tasks, supervisor)
    assert @{ name.alias }.start(tasks, fn -> :ok end) == :ok
  end
#% endif

  defp start_waiting(tasks) do
    test = self()

    @{ name.alias }.start(tasks, fn ->
      send(test, {:started, self()})
      receive do: (:crash -> raise("crash"))
    end)

    assert_receive {:started, pid}, 5_000
    pid
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
