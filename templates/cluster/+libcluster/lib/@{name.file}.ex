defmodule @{ name.module } do
  @moduledoc """
#% if strategy == "kubernetes"
  Where a node looks for others: among the pods that the API of Kubernetes lists for a label.

    * `CLUSTER_SELECTOR` - the label, such as `app=@{ app.name }`; without it a node stays alone
    * `POD_IP` - the address of the pod, which `rel/env.sh.eex` makes a part of the node's name

  The service account needs the right to list pods in its namespace.
#% elif strategy == "kubernetes_dns"
  Where a node looks for others: among the pods behind a headless service of Kubernetes.

    * `CLUSTER_SERVICE` - the service, with `clusterIP: None`; without it a node stays alone
    * `POD_IP` - the address of the pod, which `rel/env.sh.eex` makes a part of the node's name
#% elif strategy == "dns"
  Where a node looks for others: at the addresses of a name in the DNS.

    * `CLUSTER_DNS` - the name that resolves to all nodes; without it a node stays alone
    * `POD_IP` - the address of the node, which `rel/env.sh.eex` makes a part of its name
#% elif strategy == "gossip"
  Where a node looks for others: in the local network, by multicast.

    * `CLUSTER_SECRET` - encrypts what nodes tell each other; without it a node stays alone
    * `POD_IP` - the address of the node, which `rel/env.sh.eex` makes a part of its name

  Most clouds do not carry multicast.
#% else
  Where a node looks for others: in a list.

    * `CLUSTER_NODES` - the names of all nodes, such as `@{ app.name }@10.0.0.1,@{ app.name }@10.0.0.2`; without
      it a node stays alone
    * `POD_IP` - the address of the node, which `rel/env.sh.eex` makes a part of its name
#% endif

  Nodes that share `RELEASE_COOKIE` trust each other with everything, and talk unencrypted: keep
  them in a private network.
  """

  @type topologies :: [{atom(), keyword()}]

  @doc "The topologies for `Cluster.Supervisor` that an environment asks for."
  @spec topologies(%{String.t() => String.t()}) :: topologies()
#% if strategy == "kubernetes"
  def topologies(%{"CLUSTER_SELECTOR" => selector} = env) when selector != "" do
    config = [
      mode: :ip,
      kubernetes_ip_lookup_mode: :pods,
      kubernetes_selector: selector,
      kubernetes_node_basename: basename(env)
    ]

    [kubernetes: [strategy: Cluster.Strategy.Kubernetes, config: config]]
  end
#% elif strategy == "kubernetes_dns"
  def topologies(%{"CLUSTER_SERVICE" => service} = env) when service != "" do
    config = [service: service, application_name: basename(env)]
    [kubernetes_dns: [strategy: Cluster.Strategy.Kubernetes.DNS, config: config]]
  end
#% elif strategy == "dns"
  def topologies(%{"CLUSTER_DNS" => query} = env) when query != "" do
    config = [query: query, node_basename: basename(env)]
    [dns: [strategy: Cluster.Strategy.DNSPoll, config: config]]
  end
#% elif strategy == "gossip"
  def topologies(%{"CLUSTER_SECRET" => secret}) when secret != "" do
    [gossip: [strategy: Cluster.Strategy.Gossip, config: [secret: secret]]]
  end
#% else
  def topologies(%{"CLUSTER_NODES" => names}) when names != "" do
    # Whoever runs the node says the names, so they are few.
    nodes = names |> String.split(",", trim: true) |> Enum.map(&:erlang.binary_to_atom/1)
    [epmd: [strategy: Cluster.Strategy.Epmd, config: [hosts: nodes, timeout: 5_000]]]
  end
#% endif

  def topologies(_env), do: []
#% if strategy in ["kubernetes", "kubernetes_dns", "dns"]

  # All nodes are called as their release, `rel/env.sh.eex` sees to that.
  defp basename(env), do: Map.get(env, "RELEASE_NAME", "@{ app.name }")
#% endif
end
