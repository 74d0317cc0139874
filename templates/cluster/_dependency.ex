#% if libcluster
{:libcluster, "~> 3.5"}
#% else
{:dns_cluster, "~> 0.2"}
#% endif
