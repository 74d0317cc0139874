defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @moduletag :capture_log

  setup %{module: pool} do
    {:ok, listener} = :gen_tcp.listen(0, [:binary, active: false, ip: {127, 0, 0, 1}])
    {:ok, port} = :inet.port(listener)
    opts = [name: pool, host: "127.0.0.1", port: port, size: 1]

    %{
      pid: start_supervised!({@{ name.alias }, opts}),
      listener: listener,
      callers: start_supervised!(Task.Supervisor)
    }
  end

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })

    assert {@{ name.alias }, pid, :worker, _modules} = List.keyfind(children, @{ name.alias }, 0)
    assert Process.whereis(@{ name.alias }) == pid
  end

  test "reuses a connection that was checked in", context do
    %{module: pool, pid: pid, listener: listener} = context

    assert {:ok, {socket, owner}} = run(pool, &{:ok, {&1, owner(&1)}})
    assert owner == self()
    assert owner(socket) == pid

    server = accept(listener)
    asking = Task.async(fn -> run(pool, &ask(&1, "ping")) end)
    assert :gen_tcp.recv(server, 4, 5_000) == {:ok, "ping"}
    :ok = :gen_tcp.send(server, "pong")

    assert Task.await(asking) == {:ok, "pong"}
    assert run(pool, &{:ok, &1}) == {:ok, socket}
  end

  test "waits for a connection until the timeout", %{module: pool, callers: callers} do
    {socket, holder} = hold(pool, callers)

    assert @{ name.alias }.run(&{:ok, &1}, pool: pool, timeout: 10) == {:error, :pool_timeout}

    waiting = Task.async(fn -> run(pool, &{:ok, &1}) end)
    send(holder.pid, :go_on)

    assert Task.await(holder) == {:ok, socket}
    assert Task.await(waiting) == {:ok, socket}
  end

  test "closes the connection after an error", %{module: pool, listener: listener} do
    assert {:error, socket} = run(pool, &{:error, &1})

    assert closed?(accept(listener))
    assert_replaced(pool, socket)
  end

  test "closes the connection after an exception", %{module: pool, listener: listener} do
    test = self()

    assert_raise RuntimeError, fn ->
      run(pool, fn socket -> send(test, {:has, socket}) && raise("crash") end)
    end

    assert_received {:has, socket}
    assert closed?(accept(listener))
    assert_replaced(pool, socket)
  end

  test "closes the connection of a caller that is killed", context do
    %{module: pool, listener: listener, callers: callers} = context
    {socket, holder} = hold(pool, callers)

    Process.exit(holder.pid, :kill)

    assert closed?(accept(listener))
    assert_replaced(pool, socket)
  end

  test "replaces a connection that the peer closes", context do
    %{module: pool, pid: pid, listener: listener} = context
    assert {:ok, socket} = run(pool, &{:ok, &1})
    :erlang.trace(pid, true, [:receive])

    :gen_tcp.close(accept(listener))

    assert_receive {:trace, ^pid, :receive, {:tcp_closed, ^socket}}, 5_000
    assert_replaced(pool, socket)
  end

  test "replaces a connection that receives unexpected data", context do
    %{module: pool, pid: pid, listener: listener} = context
    assert {:ok, socket} = run(pool, &{:ok, &1})
    :erlang.trace(pid, true, [:receive])
    server = accept(listener)

    :ok = :gen_tcp.send(server, "late")

    assert_receive {:trace, ^pid, :receive, {:tcp, ^socket, "late"}}, 5_000
    assert_replaced(pool, socket)
    assert closed?(server)
  end

  test "returns an error to the caller when the peer is down", context do
    %{module: pool, pid: pid, listener: listener} = context
    :gen_tcp.close(listener)

    assert run(pool, &{:ok, &1}) == {:error, :econnrefused}
    assert run(pool, &{:ok, &1}) == {:error, :econnrefused}
    assert Process.whereis(pool) == pid
  end

#% if restart == "temporary"
  test "a crash closes the connections", context do
#% else
  test "a crash closes the connections and restarts the pool", context do
#% endif
    %{module: pool, pid: pid, listener: listener} = context
    assert {:ok, socket} = run(pool, &{:ok, &1})

    Process.exit(pid, :kill)

    assert closed?(accept(listener))
#% if restart == "temporary"
    await_removal(pool)
    assert Process.whereis(pool) == nil
    assert Port.info(socket) == nil
#% else
    await_restart(pool, pid)
    assert_replaced(pool, socket)
#% endif
  end

  defp run(pool, fun), do: @{ name.alias }.run(fun, pool: pool)

  defp ask(socket, question) do
    with :ok <- :gen_tcp.send(socket, question), do: :gen_tcp.recv(socket, 4, 5_000)
  end

  # Returns a connection and the task that holds it until it receives :go_on.
  defp hold(pool, callers) do
    test = self()

    wait = fn socket ->
      send(test, {:has, socket})
      receive do: (:go_on -> {:ok, socket})
    end

    holder = Task.Supervisor.async_nolink(callers, fn -> run(pool, wait) end)
    assert_receive {:has, socket}, 5_000
    {socket, holder}
  end

  defp accept(listener) do
    {:ok, server} = :gen_tcp.accept(listener, 5_000)
    server
  end

  defp owner(socket) do
    {:connected, pid} = Port.info(socket, :connected)
    pid
  end

  defp closed?(server), do: :gen_tcp.recv(server, 0, 5_000) == {:error, :closed}

  defp assert_replaced(pool, socket) do
    assert {:ok, other} = run(pool, &{:ok, &1})
    assert other != socket
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
