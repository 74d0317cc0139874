//! Nodes that find each other.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::named::dependency;
use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::elixir::{self, Place};
use crate::names::ModuleName;
use crate::problem::Problem;

/// Node discovery, with `libcluster` or `dns_cluster`, and a release whose nodes can connect
#[derive(Debug, Args)]
pub(super) struct Cluster {
    /// Module name, below the root module
    #[arg(default_value = "Cluster")]
    name: ModuleName,

    /// Parent supervisor, such as Pricing [default: the application's]
    #[arg(long, value_name = "SUPERVISOR")]
    under: Option<ModuleName>,

    /// How nodes find each other
    #[arg(long, value_enum, default_value_t = Strategy::Dns)]
    strategy: Strategy,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[value(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
enum Strategy {
    /// Pods with a given label, from the Kubernetes API
    Kubernetes,
    /// Pods behind a headless Kubernetes service
    KubernetesDns,
    /// Addresses of a DNS name, with `libcluster`
    Dns,
    /// Multicast on the local network
    Gossip,
    /// A fixed list of nodes
    Epmd,
    /// Addresses of a DNS name, with `dns_cluster`, as in a project from `mix phx.new`
    DnsCluster,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
    strategy: Strategy,
    libcluster: bool,
    pubsub: bool,
}

impl Component for Cluster {
    type Model = Model;

    const WHEN: &'static str = "\
        where nodes talk to each other: PubSub, `horde`, `rpc`; not where they share only the database";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let child = ChildOptions::under(self.under.clone());
        let process = Process::new(&self.name, &child, Restart::Permanent, context)?;
        self.check_alone(&process, context)?;
        Ok(Model {
            pubsub: process.is_web() || context.project.depends_on("phoenix_pubsub")?,
            process,
            strategy: self.strategy,
            libcluster: self.is_libcluster(),
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        vec![
            model.process.child("cluster"),
            dependency("cluster/_dependency.ex"),
            Hook::new("config/runtime.exs", Place::Config, "cluster/_config.ex"),
            Hook::export("rel/env.sh.eex", "cluster/_exports.sh"),
        ]
    }

    fn shared(&self, _model: &Model) -> Vec<&'static str> {
        vec!["release", "runtime", "peers"]
    }
}

impl Cluster {
    fn is_libcluster(&self) -> bool {
        self.strategy != Strategy::DnsCluster
    }

    /// Two that look for nodes fight each other: what one connects, the other may disconnect.
    fn check_alone(&self, process: &Process, context: &Context<'_>) -> Result<(), Problem> {
        let app = context.project.app()?;
        if self.is_libcluster() && app.module.as_str() == "Cluster" {
            let message = "the root module is `Cluster`, and libcluster's modules are below that name too";
            return Err(Problem::usage("reserved-name", message)
                .hint("use the strategy `dns_cluster`, whose modules have other names"));
        }
        let root = context.project.application_file(&app)?;
        let module = format!("lib/{}.ex", app.file(&self.name.relative_to(&app.module)));
        for path in [root.as_str(), process.parent_file()] {
            let Some(source) = context.project.source(path)? else { continue };
            let children = elixir::supervision(&source).map(|it| it.children).unwrap_or_default();
            let ours = process.registered("Supervisor");
            let is_made = context.project.has(&module)?;
            let is_other = |child: &&elixir::Child| match child.module.as_str() {
                "Cluster.Supervisor" => !is_made || child.name.as_deref() != Some(ours.as_str()),
                "DNSCluster" => self.is_libcluster(),
                _ => false,
            };
            // One that joins the list elsewhere, such as below a condition, is in no list that can be read.
            let is_listed = |module: &str| children.iter().any(|child| child.module == module);
            let hidden = |module: &&str| !is_listed(module) && elixir::mentions(&source, module);
            let hidden = ["DNSCluster", "Cluster.Supervisor"].into_iter().find(hidden);
            let listed = children.iter().find(is_other).map(|child| child.module.as_str());
            let Some(other) = listed.or(hidden) else { continue };
            let way_out = match (other, self.is_libcluster()) {
                ("DNSCluster", _) => {
                    "use the strategy `dns_cluster`, or remove by hand: `DNSCluster` from that list, \
                     `:dns_cluster` from `mix.exs`, `:dns_cluster_query` from `config/runtime.exs`"
                }
                (_, true) => "one is enough: add a topology to it",
                (_, false) => "remove `Cluster.Supervisor` from that list and `:libcluster` from `mix.exs`",
            };
            let message = format!(
                "`{path}` starts `{other}`, and two ways of connecting nodes work against each other"
            );
            return Err(Problem::world("two-discoveries", message).hint(way_out));
        }
        Ok(())
    }
}
