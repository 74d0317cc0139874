#% if libcluster
config :@{ app.name }, :cluster_topologies, @{ name.module }.topologies(System.get_env())
#% else
config :@{ app.name }, :dns_cluster_query, System.get_env("DNS_CLUSTER_QUERY")
#% endif
