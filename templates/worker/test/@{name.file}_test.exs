defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @moduletag :capture_log

  setup %{module: worker} do
    test = self()

    # Each run notifies the test and calls the function it is sent, unless the test is over.
    run = fn ->
      ref = Process.monitor(test)
      send(test, {:running, self()})

      receive do
        {:DOWN, ^ref, :process, ^test, _reason} -> :ok
        fun -> fun.()
      end
    end

    opts = [name: worker, run: run, every: 1, jitter: 0, max_backoff: 4]
#% if shutdown is none
    %{pid: start_supervised!({@{ name.alias }, opts})}
#% else
    %{pid: start_supervised!(Supervisor.child_spec({@{ name.alias }, opts}, shutdown: 5_000))}
#% endif
  end

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })

    assert {@{ name.alias }, pid, :worker, _modules} = List.keyfind(children, @{ name.alias }, 0)
    assert Process.whereis(@{ name.alias }) == pid
    assert @{ name.alias }.run() == :ok
  end

  test "runs periodically", %{pid: pid} do
    for _ <- 1..3 do
      send(running(), fn -> :ok end)
    end

    running()
    assert pause(pid) == 1
  end

  test "backs off after failures and resets after a success", %{pid: pid} do
    for {outcome, pause} <- [
          {fn -> {:error, :down} end, 2},
          {fn -> exit(:crash) end, 4},
          {fn -> :anything_but_ok end, 4},
          {fn -> :ok end, 1}
        ] do
      send(running(), outcome)
      next = running()
      assert pause(pid) == pause
      send(self(), {:running, next})
    end

    assert Process.alive?(pid)
  end

  test "waits for a run in progress on shutdown", %{pid: pid, module: worker} do
    test = self()
    run = running()
    :erlang.trace(pid, true, [:receive])
    {:ok, supervisor} = ExUnit.fetch_test_supervisor()
    stopping = Task.async(fn -> Supervisor.terminate_child(supervisor, @{ name.alias }) end)
    assert_receive {:trace, ^pid, :receive, {:EXIT, ^supervisor, :shutdown}}, 5_000

    assert Process.whereis(worker) == pid
    send(run, fn -> send(test, :ended) && :ok end)

    assert Task.await(stopping) == :ok
    assert_received :ended
  end

#% if restart == "temporary"
  test "a crash stops the run in progress", %{pid: pid, module: worker} do
    run = running()
    ref = Process.monitor(run)

    Process.exit(pid, :kill)

    assert_receive {:DOWN, ^ref, :process, ^run, _reason}, 5_000
    await_removal(@{ name.alias })
    assert Process.whereis(worker) == nil
  end
#% else
  test "restarts after a crash, which stops the run in progress", %{pid: pid, module: worker} do
    run = running()
    ref = Process.monitor(run)

    Process.exit(pid, :kill)

    assert_receive {:DOWN, ^ref, :process, ^run, _reason}, 5_000
    assert running() != run
    assert Process.whereis(worker) != pid
  end
#% endif

  defp running do
    assert_receive {:running, pid}, 5_000
    pid
  end

  defp pause(pid), do: :sys.get_state(pid).schedule.pause
#% if restart == "temporary"

  # The supervisor may handle the exit after the test has received its :DOWN message.
  defp await_removal(id) do
    {:ok, supervisor} = ExUnit.fetch_test_supervisor()
    if List.keymember?(Supervisor.which_children(supervisor), id, 0), do: await_removal(id)
  end
#% endif
end
