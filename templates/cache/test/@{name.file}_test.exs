defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @moduletag :capture_log

  setup %{module: cache} = context do
    opts = [
      name: cache,
      ttl: context[:ttl] || 60_000,
      load_timeout: context[:load_timeout] || 60_000
    ]

    %{supervisor: start_supervised!({@{ name.alias }, opts}), loader: loader(self())}
  end

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })
    assert {@{ name.alias }, _pid, :supervisor, _modules} = List.keyfind(children, @{ name.alias }, 0)
  end

  test "loads a key once for twenty concurrent misses", %{module: cache, loader: loader} do
    callers = for _ <- 1..20, do: Task.async(fn -> @{ name.alias }.fetch(cache, :key, loader) end)
    release(callers, cache, {:ok, :value})

    assert Task.await_many(callers) == List.duplicate({:ok, :value}, 20)
    assert @{ name.alias }.fetch(cache, :key, &never/0) == {:ok, :value}
    refute_received {:loading, _pid}
  end

  test "a slow load does not delay other keys", %{module: cache, loader: loader} do
    slow = Task.async(fn -> @{ name.alias }.fetch(cache, :slow, loader) end)
    assert_receive {:loading, pid}, 5_000

    assert @{ name.alias }.fetch(cache, :fast, fn -> {:ok, :value} end) == {:ok, :value}

    send(pid, {:ok, :late})
    assert Task.await(slow) == {:ok, :late}
  end

  test "returns an error to all callers when the loader crashes", %{module: cache, loader: loader} do
    server = Process.whereis(cache)
    callers = for _ <- 1..20, do: Task.async(fn -> @{ name.alias }.fetch(cache, :key, loader) end)
    release(callers, cache, :invalid)

    for answer <- Task.await_many(callers) do
      assert {:error, {:exit, {{:case_clause, _answer}, _stack}}} = answer
    end

    assert Process.whereis(cache) == server
    assert @{ name.alias }.fetch(cache, :key, fn -> {:error, :down} end) == {:error, :down}
    assert @{ name.alias }.fetch(cache, :key, fn -> {:ok, :value} end) == {:ok, :value}
  end

  @tag load_timeout: 10
  test "returns an error when the loader times out", %{module: cache, loader: loader} do
    assert @{ name.alias }.fetch(cache, :key, loader) == {:error, {:exit, :timeout}}
  end

  @tag ttl: 0
  test "reloads and sweeps expired values", %{module: cache} do
    assert @{ name.alias }.fetch(cache, :key, fn -> {:ok, 1} end) == {:ok, 1}
    assert @{ name.alias }.fetch(cache, :key, fn -> {:ok, 2} end) == {:ok, 2}
    assert :ets.info(cache, :size) == 1

    send(cache, :sweep)
    :sys.get_state(cache)
    assert :ets.info(cache, :size) == 0
  end

  test "does not cache a value deleted during its load", %{module: cache, loader: loader} do
    caller = Task.async(fn -> @{ name.alias }.fetch(cache, :key, loader) end)
    assert_receive {:loading, pid}, 5_000
    assert @{ name.alias }.delete(cache, :key) == :ok
    send(pid, {:ok, :old})

    assert Task.await(caller) == {:ok, :old}
    assert @{ name.alias }.fetch(cache, :key, fn -> {:ok, :new} end) == {:ok, :new}
    assert @{ name.alias }.delete(cache, :key) == :ok
    assert @{ name.alias }.fetch(cache, :key, fn -> {:ok, :newer} end) == {:ok, :newer}
  end

  test "cached values survive a crash of the server", context do
    %{module: cache, loader: loader, supervisor: supervisor} = context
    assert @{ name.alias }.fetch(cache, :kept, fn -> {:ok, :value} end) == {:ok, :value}
    server = Process.whereis(cache)
    caller = Task.async(fn -> catch_exit(@{ name.alias }.fetch(cache, :key, loader)) end)
    assert_receive {:loading, _load}, 5_000
    tasks = :sys.get_state(cache).tasks
    ref = Process.monitor(tasks)

    Process.exit(server, :kill)

    assert {:killed, _call} = Task.await(caller)
    assert_receive {:DOWN, ^ref, :process, ^tasks, :killed}, 5_000
    assert await_restart(supervisor, server) == Process.whereis(cache)
    assert @{ name.alias }.fetch(cache, :kept, &never/0) == {:ok, :value}
    assert @{ name.alias }.fetch(cache, :key, fn -> {:ok, :value} end) == {:ok, :value}
  end

  defp never, do: flunk("loaded a value that is cached")

  # A loader that notifies the test and returns what it is sent.
  defp loader(test) do
    fn ->
      send(test, {:loading, self()})

      receive do
        answer -> answer
      end
    end
  end

  # Lets the load finish once all callers are waiting for it.
  defp release(callers, cache, answer) do
    assert_receive {:loading, pid}, 5_000
    await_waiting(cache, length(callers))
    send(pid, answer)
  end

  defp await_waiting(cache, count) do
    loads = Map.values(:sys.get_state(cache).loads.waiting)
    waiting = Enum.sum_by(loads, fn {_key, waiters} -> length(waiters) end)
    if waiting < count, do: await_waiting(cache, count)
  end

  # The supervisor may handle the exit after the test has received its :DOWN message.
  defp await_restart(supervisor, old) do
    case Supervisor.which_children(supervisor) do
      [{_id, pid, _type, _modules}] when is_pid(pid) and pid != old -> pid
      _not_yet -> await_restart(supervisor, old)
    end
  end
end
