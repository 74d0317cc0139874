defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @nobody :"nobody@127.0.0.1"

  describe "call/5" do
    test "returns the result of the function" do
      assert @{ name.alias }.call(node(), Enum, :sum, [[1, 2]]) == {:ok, 3}
    end

    test "returns an error when the function fails" do
      assert @{ name.alias }.call(node(), Map, :fetch!, [%{}, :key]) == {:error, {:exception, %KeyError{key: :key, term: %{}}}}
      assert {:error, {:exception, %ArithmeticError{}}} = @{ name.alias }.call(node(), :erlang, :div, [1, 0])
      assert {:error, {:exception, %UndefinedFunctionError{}}} = @{ name.alias }.call(node(), Enum, :nothing, [])
      assert @{ name.alias }.call(node(), :erlang, :throw, [:ball]) == {:error, {:throw, :ball}}
      assert @{ name.alias }.call(node(), :erlang, :exit, [:stage]) == {:error, {:exit, :stage}}
    end

    test "returns an error when the function times out" do
      assert @{ name.alias }.call(node(), :timer, :sleep, [:infinity], timeout: 10) == {:error, {:erpc, :timeout}}
    end

    test "returns an error when there is no such node" do
      assert @{ name.alias }.call(@nobody, :erlang, :node, []) == {:error, {:erpc, :noconnection}}
    end
  end

  describe "multicall/5" do
    test "returns a result for each node" do
      assert @{ name.alias }.multicall([node(), @nobody], Enum, :sum, [[1, 2]]) ==
               [{node(), {:ok, 3}}, {@nobody, {:error, {:erpc, :noconnection}}}]
    end

    test "emits telemetry with the duration and the nodes that failed" do
      event = [:@{ app.name }, :@{ name.snake }, :stop]
      :telemetry_test.attach_event_handlers(self(), [event])
      nodes = [node(), @nobody]

      @{ name.alias }.multicall(nodes, Enum, :sum, [[:of, :this, :test]])
      @{ name.alias }.multicall(nodes, Enum, :sum, [[1, 2]])

      mfa = {Enum, :sum, 1}
      assert_received {^event, _ref, %{duration: _}, %{nodes: ^nodes, mfa: ^mfa, failed: ^nodes}}
      assert_received {^event, _ref, %{duration: _}, %{nodes: ^nodes, mfa: ^mfa, failed: [@nobody]}}
    end
  end

  describe "between two nodes" do
    # Nodes find each other through epmd, which is a separate program.
    @describetag skip: !System.find_executable("epmd")

    setup do
      [{here, _node}, {_there, node}] = [start_peer(), start_peer()]
      {:ok, _apps} = :peer.call(here, :application, :ensure_all_started, [:telemetry])
      %{here: here, node: node}
    end

    test "calls a function on the other node", %{here: here, node: node} do
      assert :peer.call(here, @{ name.alias }, :call, [node, :erlang, :node, []]) == {:ok, node}
    end

    test "returns an error when the node goes down", %{here: here, node: node} do
      assert :peer.call(here, @{ name.alias }, :call, [node, :erlang, :halt, []]) ==
               {:error, {:erpc, :noconnection}}
    end
  end

  # The test controls the nodes through pipes, so its own node need not be distributed.
  defp start_peer do
    {:ok, peer, node} =
      :peer.start_link(%{
        name: :peer.random_name(),
        host: ~c"127.0.0.1",
        longnames: true,
        connection: :standard_io,
        args: [~c"-pa" | :code.get_path()]
      })

    {peer, node}
  end
end
