defmodule @{ name.module } do
  @moduledoc """
#% if strategy == "kubernetes"
  Finds other nodes among the pods that match a label selector, through the Kubernetes API.

    * `CLUSTER_SELECTOR` - the label selector, such as `app=@{ app.name }`; if unset, the node
      does not connect to others
    * `POD_IP` - the IP address of the pod, used in the node name by `rel/env.sh.eex`

  The service account must be allowed to list the pods in its namespace.
#% elif strategy == "kubernetes_dns"
  Finds other nodes among the pods behind a headless Kubernetes service.

    * `CLUSTER_SERVICE` - the service, with `clusterIP: None`; if unset, the node does not connect
      to others
    * `POD_IP` - the IP address of the pod, used in the node name by `rel/env.sh.eex`
#% elif strategy == "dns"
  Finds other nodes through DNS.

    * `CLUSTER_DNS` - the name that resolves to the addresses of all nodes; if unset, the node
      does not connect to others
    * `POD_IP` - the IP address of the node, used in the node name by `rel/env.sh.eex`
#% elif strategy == "gossip"
  Finds other nodes on the local network, by UDP multicast.

    * `CLUSTER_SECRET` - the secret that encrypts the multicast messages; if unset, the node does
      not connect to others
    * `POD_IP` - the IP address of the node, used in the node name by `rel/env.sh.eex`

  Most clouds do not support multicast.
#% else
  Finds other nodes in a fixed list.

    * `CLUSTER_NODES` - the names of all nodes, such as
      `@{ app.name }@10.0.0.1,@{ app.name }@10.0.0.2`; if unset, the node does not connect
      to others
    * `POD_IP` - the IP address of the node, used in the node name by `rel/env.sh.eex`
#% endif

  Nodes that share `RELEASE_COOKIE` have full access to each other, and their traffic is not
  encrypted: keep them on a private network.
  """

  @type topologies :: [{atom(), keyword()}]

  @doc "Returns the topologies for `Cluster.Supervisor`, given the environment variables."
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
    # The names come from the operator, so the number of atoms is limited.
    nodes = names |> String.split(",", trim: true) |> Enum.map(&:erlang.binary_to_atom/1)
    [epmd: [strategy: Cluster.Strategy.Epmd, config: [hosts: nodes, timeout: 5_000]]]
  end
#% endif

  def topologies(_env), do: []
#% if strategy in ["kubernetes", "kubernetes_dns", "dns"]

  # `rel/env.sh.eex` names each node after its release.
  defp basename(env), do: Map.get(env, "RELEASE_NAME", "@{ app.name }")
#% endif
end
