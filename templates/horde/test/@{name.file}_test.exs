Code.require_file("test/support/peers_helper.exs")

defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ app.module }.PeersHelper

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }
  alias @{ name.module }.Processes
  alias @{ name.module }.Registry

  @moduletag :capture_log

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })
    assert {@{ name.alias }, _pid, :supervisor, _modules} = List.keyfind(children, @{ name.alias }, 0)
  end

  describe "nodes" do
    @describetag :distributed
    @describetag skip: PeersHelper.obstacle()

    setup context do
      nodes = PeersHelper.start(context[:count] || 2, [:horde])
      for node <- nodes, do: PeersHelper.start_child(node, @{ name.alias })
      if context[:connected] != false, do: connect(nodes)
      %{nodes: nodes}
    end

    @tag count: 1
    test "start one process for fifty concurrent callers", %{nodes: [node]} do
      asking = for _ <- 1..50, do: Task.async(fn -> ensure_started(node) end)

      assert [_pid] = asking |> Task.await_many(60_000) |> Enum.uniq()
    end

    @tag count: 1
    test "lose only the entries of a process that crashes", %{nodes: [node]} do
      for id <- ["id", "neighbor"], do: :ok = call(node, :append, [id, :entry])

      kill(node, ensure_started(node))

      assert call(node, :recent, ["id"]) == {:ok, []}
      assert call(node, :recent, ["neighbor"]) == {:ok, [:entry]}
    end

    @tag count: 1
    test "keep the entries when the registry crashes", %{nodes: [node]} do
      :ok = call(node, :append, ["id", :entry])
      pid = ensure_started(node)
      registry = PeersHelper.call(node, Process, :whereis, [Registry])

      kill(node, registry)

      PeersHelper.await(fn -> not alive?(node, pid) end)
      PeersHelper.await(fn -> PeersHelper.call(node, Process, :whereis, [Registry]) not in [nil, registry] end)
      [_member] = members(node, Registry)
      assert call(node, :recent, ["id"]) == {:ok, [:entry]}
    end

    test "share the process of an id", %{nodes: [one, other]} do
      pid = ensure_started(one)
      PeersHelper.await(fn -> whereis(other) == pid end)

      assert ensure_started(other) == pid
      assert call(one, :append, ["id", :a]) == :ok
      assert call(other, :append, ["id", :b]) == :ok
      assert call(one, :recent, ["id"]) == {:ok, [:a, :b]}
    end

    test "take over the processes of a stopped node with their entries", context do
      {stopped, left, pid} = holder_and_other(context.nodes)
      :ok = call(left, :append, ["id", :entry])

      :ok = PeersHelper.call(stopped, :init, :stop, [])

      PeersHelper.await(fn -> whereis(left) not in [nil, pid] end)
      assert call(left, :recent, ["id"]) == {:ok, [:entry]}
    end

    test "take over the processes of a crashed node without their entries", context do
      {crashed, left, pid} = holder_and_other(context.nodes)
      :ok = call(left, :append, ["id", :entry])

      PeersHelper.stop(crashed)

      PeersHelper.await(fn -> whereis(left) not in [nil, pid] end)
      assert call(left, :recent, ["id"]) == {:ok, []}
    end

    @tag connected: false
    test "merge both processes of an id when they connect", %{nodes: [one, other] = nodes} do
      :ok = call(one, :append, ["id", :a])
      :ok = call(other, :append, ["id", :b])
      pids = [ensure_started(one), ensure_started(other)]

      connect(nodes)

      PeersHelper.await(fn -> Enum.count(pids, &alive?(node_of(nodes, &1), &1)) == 1 end)
      PeersHelper.await(fn -> whereis(one) == whereis(other) and whereis(one) in pids end)
      assert call(one, :recent, ["id"]) == {:ok, [:a, :b]}
      assert call(other, :recent, ["id"]) == {:ok, [:a, :b]}
    end
  end

  # Waits until each node knows that the others are alive.
  defp connect([first | others] = nodes) do
    for node <- others, do: true = PeersHelper.call(first, Node, :connect, [node.node])
    names = nodes |> Enum.map(& &1.node) |> Enum.sort()

    for node <- nodes, horde <- [Registry, Processes] do
      PeersHelper.await(fn -> members(node, horde) == names end)
    end
  end

  defp members(node, horde) do
    members = PeersHelper.call(node, Horde.Cluster, :members, [horde])
    members |> Enum.map(fn {^horde, name} -> name end) |> Enum.sort()
  end

  # Returns the node of the process, the other node, and the process, once both know of it.
  defp holder_and_other([one, other] = nodes) do
    pid = ensure_started(one)

    for node <- nodes do
      PeersHelper.await(fn -> whereis(node) == pid end)
      PeersHelper.await(fn -> supervised(node) == 1 end)
    end

    if node_of(nodes, pid) == one, do: {one, other, pid}, else: {other, one, pid}
  end

  # How many processes a node would take over if the others went down.
  defp supervised(node) do
    telemetry = PeersHelper.call(node, GenServer, :call, [Processes, :get_telemetry])
    telemetry.global_supervised_process_count
  end

  defp node_of(nodes, pid), do: Enum.find(nodes, &(&1.node == node(pid)))

  defp ensure_started(node) do
    {:ok, pid} = call(node, :ensure_started, ["id"])
    pid
  end

  defp whereis(node), do: call(node, :whereis, ["id"])

  defp alive?(node, pid), do: PeersHelper.call(node, Process, :alive?, [pid])

  defp call(node, function, args), do: PeersHelper.call(node, @{ name.alias }, function, args)

  defp kill(node, pid) do
    true = PeersHelper.call(node, Process, :exit, [pid, :kill])
    PeersHelper.await(fn -> not alive?(node, pid) end)
  end
end
