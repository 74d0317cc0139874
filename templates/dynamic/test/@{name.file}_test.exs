defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @moduletag :capture_log

  setup %{module: name} = context do
    opts = [
      name: name,
      idle: context[:idle] || 60_000,
      max_children: context[:max_children] || 100
    ]

    %{supervisor: start_supervised!({@{ name.alias }, opts})}
  end

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })
    assert {@{ name.alias }, _pid, :supervisor, _modules} = List.keyfind(children, @{ name.alias }, 0)
  end

  test "keeps separate entries for each id", %{module: name} do
    assert @{ name.alias }.append(name, "one", :a) == {:ok, 1}
    assert @{ name.alias }.append(name, "one", :b) == {:ok, 2}

    assert @{ name.alias }.recent(name, "one") == {:ok, [:a, :b]}
    assert @{ name.alias }.recent(name, "other") == {:ok, []}
  end

  test "starts one process for fifty concurrent callers", %{module: name} do
    starters = for _ <- 1..50, do: Task.async(fn -> @{ name.alias }.ensure_started(name, "id") end)

    assert [{:ok, _pid}] = starters |> Task.await_many() |> Enum.uniq()
  end

  test "a crash loses the entries of one id only", %{module: name} do
    {:ok, pid} = @{ name.alias }.ensure_started(name, "crashes")
    for id <- ["crashes", "neighbor"], do: {:ok, 1} = @{ name.alias }.append(name, id, :entry)

    kill(pid)

    assert @{ name.alias }.recent(name, "crashes") == {:ok, []}
    assert @{ name.alias }.recent(name, "neighbor") == {:ok, [:entry]}
  end

  test "the registry and the supervisor restart together", context do
    %{module: name, supervisor: supervisor} = context

    for {id, _pid} <- children(supervisor) do
      {:ok, pid} = @{ name.alias }.ensure_started(name, "id")
      ref = Process.monitor(pid)
      before = children(supervisor)

      Supervisor.stop(before[id], :crash)

      assert_receive {:DOWN, ^ref, :process, ^pid, _reason}, 5_000
      for {id, pid} <- await_restart(supervisor, before[id]), do: assert(before[id] != pid)
      assert @{ name.alias }.append(name, "id", :entry) == {:ok, 1}
    end
  end

  test "a crash inside the registry stops all processes", context do
    %{module: name, supervisor: supervisor} = context
    {:ok, pid} = @{ name.alias }.ensure_started(name, "id")
    ref = Process.monitor(pid)
    [{_id, partition, _type, _modules}] = Supervisor.which_children(children(supervisor)[name])

    kill(partition)

    assert_receive {:DOWN, ^ref, :process, ^pid, :killed}, 5_000
    await_restart(children(supervisor)[name], partition)
    assert @{ name.alias }.append(name, "id", :entry) == {:ok, 1}
  end

  @tag idle: 10
  test "stops a process that is idle", %{module: name} do
    {:ok, pid} = @{ name.alias }.ensure_started(name, "id")
    ref = Process.monitor(pid)

    assert_receive {:DOWN, ^ref, :process, ^pid, {:shutdown, :idle}}, 5_000
  end

  test "retries a call if the process stops because it is idle", %{module: name} do
    {:ok, pid} = @{ name.alias }.ensure_started(name, "id")
    :erlang.trace(pid, true, [:receive])
    :sys.suspend(pid)
    send(pid, :timeout)
    caller = Task.async(fn -> @{ name.alias }.append(name, "id", :entry) end)
    assert_receive {:trace, ^pid, :receive, {:"$gen_call", _from, {:append, :entry}}}, 5_000

    :sys.resume(pid)

    assert Task.await(caller) == {:ok, 1}
    assert @{ name.alias }.ensure_started(name, "id") != {:ok, pid}
  end

  @tag max_children: 1
  test "starts at most :max_children processes", %{module: name} do
    {:ok, pid} = @{ name.alias }.ensure_started(name, "one")
    assert @{ name.alias }.append(name, "other", :entry) == {:error, :max_children}

    kill(pid)
    assert @{ name.alias }.append(name, "other", :entry) == {:ok, 1}
  end

  defp kill(pid) do
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)
    assert_receive {:DOWN, ^ref, :process, ^pid, :killed}, 5_000
  end

  defp children(supervisor) do
    for {id, pid, _, _} <- Supervisor.which_children(supervisor), into: %{}, do: {id, pid}
  end

  # The supervisor may handle the exit after the test has received its :DOWN message.
  defp await_restart(supervisor, old) do
    children = children(supervisor)
    pids = Map.values(children)

    if Enum.all?(pids, &is_pid/1) and old not in pids do
      children
    else
      await_restart(supervisor, old)
    end
  end
end
