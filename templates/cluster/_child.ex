#% if libcluster
{Cluster.Supervisor, [Application.get_env(:@{ app.name }, :cluster_topologies, []), [name: @{ name.module }Supervisor]]}
#% else
{DNSCluster, query: Application.get_env(:@{ app.name }, :dns_cluster_query) || :ignore}
#% endif
