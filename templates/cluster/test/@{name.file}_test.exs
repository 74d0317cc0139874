Code.require_file("test/support/peers_helper.exs")

defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

#% if libcluster
  import @{ name.module }

#% endif
  alias @{ app.module }.PeersHelper

  test "runs under its supervisor" do
    children = Supervisor.which_children(@{ parent.module })
#% if libcluster
    assert {_id, _pid, :supervisor, _modules} = List.keyfind(children, Cluster.Supervisor, 0)
#% else
    assert {_id, _pid, :worker, _modules} = List.keyfind(children, DNSCluster, 0)
#% endif
  end
#% if libcluster

  describe "topologies/1" do
    test "is empty unless the variable is set" do
      assert topologies(%{}) == []
#% if strategy == "kubernetes"
      assert topologies(%{"CLUSTER_SELECTOR" => ""}) == []
#% elif strategy == "kubernetes_dns"
      assert topologies(%{"CLUSTER_SERVICE" => ""}) == []
#% elif strategy == "dns"
      assert topologies(%{"CLUSTER_DNS" => ""}) == []
#% elif strategy == "gossip"
      assert topologies(%{"CLUSTER_SECRET" => ""}) == []
#% else
      assert topologies(%{"CLUSTER_NODES" => ""}) == []
#% endif
    end

#% if strategy == "kubernetes"
    test "selects pods by label" do
      assert [kubernetes: [strategy: Cluster.Strategy.Kubernetes, config: config]] = topologies(%{"CLUSTER_SELECTOR" => "app=blue", "RELEASE_NAME" => "blue"})

      assert config[:kubernetes_selector] == "app=blue"
      assert config[:kubernetes_node_basename] == "blue"
    end
#% elif strategy == "kubernetes_dns"
    test "looks up the pods behind a service" do
      assert [kubernetes_dns: [strategy: Cluster.Strategy.Kubernetes.DNS, config: config]] = topologies(%{"CLUSTER_SERVICE" => "blue-headless", "RELEASE_NAME" => "blue"})

      assert config == [service: "blue-headless", application_name: "blue"]
    end
#% elif strategy == "dns"
    test "looks up a DNS name" do
      assert [dns: [strategy: Cluster.Strategy.DNSPoll, config: config]] = topologies(%{"CLUSTER_DNS" => "blue.internal", "RELEASE_NAME" => "blue"})

      assert config == [query: "blue.internal", node_basename: "blue"]
    end
#% elif strategy == "gossip"
    test "uses gossip with a secret" do
      assert topologies(%{"CLUSTER_SECRET" => "secret"}) == [gossip: [strategy: Cluster.Strategy.Gossip, config: [secret: "secret"]]]
    end
#% else
    test "lists the nodes of the variable" do
      assert [epmd: [strategy: Cluster.Strategy.Epmd, config: config]] = topologies(%{"CLUSTER_NODES" => "blue@10.0.0.1,blue@10.0.0.2"})

      assert config[:hosts] == [:"blue@10.0.0.1", :"blue@10.0.0.2"]
    end
#% endif
#% if strategy in ["kubernetes", "kubernetes_dns", "dns"]

    test "uses the application name as basename outside a release" do
#% if strategy == "kubernetes"
      assert [kubernetes: [strategy: _, config: config]] = topologies(%{"CLUSTER_SELECTOR" => "app=blue"})
      assert config[:kubernetes_node_basename] == "@{ app.name }"
#% elif strategy == "kubernetes_dns"
      assert [kubernetes_dns: [strategy: _, config: config]] = topologies(%{"CLUSTER_SERVICE" => "blue"})
      assert config[:application_name] == "@{ app.name }"
#% else
      assert [dns: [strategy: _, config: config]] = topologies(%{"CLUSTER_DNS" => "blue.internal"})
      assert config[:node_basename] == "@{ app.name }"
#% endif
    end
#% endif
  end
#% endif

  describe "nodes" do
    @describetag :distributed
    @describetag skip: PeersHelper.obstacle()

    setup do
#% if libcluster
      [one, other] = nodes = PeersHelper.start(2, [:libcluster@{ ", :phoenix_pubsub" if pubsub else "" }])
      topology = [strategy: Cluster.Strategy.Epmd, config: [hosts: [other.node], timeout: 50]]
      PeersHelper.start_child(one, {Cluster.Supervisor, [[test: topology], [name: @{ name.module }Supervisor]]})
#% else
      [one, other] = nodes = PeersHelper.start(2, [:dns_cluster@{ ", :phoenix_pubsub" if pubsub else "" }])
      PeersHelper.call(one, Code, :eval_quoted, [resolver()])
      [basename, _host] = other.node |> Atom.to_string() |> String.split("@")
      opts = [query: {basename, "blue.internal"}, interval: 50, resolver: @{ name.module }Resolver]
      PeersHelper.start_child(one, {DNSCluster, opts})
#% endif
      %{nodes: nodes}
    end

    test "connect, and reconnect after a restart", %{nodes: [one, other]} do
      PeersHelper.await(fn -> PeersHelper.call(one, Node, :list, []) == [other.node] end)

      PeersHelper.stop(other)
      PeersHelper.await(fn -> PeersHelper.call(one, Node, :list, []) == [] end)

      PeersHelper.start_again(other)
      PeersHelper.await(fn -> PeersHelper.call(one, Node, :list, []) == [other.node] end)
    end
#% if pubsub

    test "deliver messages to subscribers on other nodes", %{nodes: [one, other] = nodes} do
      for node <- nodes, do: PeersHelper.start_child(node, {Phoenix.PubSub, name: @{ name.module }PubSub})

      # A suspended process keeps its messages.
      args = [Phoenix.PubSub, :subscribe, [@{ name.module }PubSub, "topic"]]
      {:ok, subscriber} = PeersHelper.call(other, Agent, :start, args)
      :ok = PeersHelper.call(other, :sys, :suspend, [subscriber])

      PeersHelper.await(fn ->
        :ok = PeersHelper.call(one, Phoenix.PubSub, :broadcast, [@{ name.module }PubSub, "topic", :news])
        {:messages, messages} = PeersHelper.call(other, Process, :info, [subscriber, :messages])
        :news in messages
      end)
    end
#% endif
  end
#% if not libcluster

  # Stands in for a DNS server.
  defp resolver do
    quote do
      defmodule @{ name.module }Resolver do
        defdelegate basename(node), to: Atom, as: :to_string
        defdelegate connect_node(node), to: Node, as: :connect
        defdelegate list_nodes, to: Node, as: :list

        def lookup("blue.internal", :a), do: [{127, 0, 0, 1}]
        def lookup("blue.internal", :aaaa), do: []
      end
    end
  end
#% endif
end
