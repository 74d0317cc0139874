//! Connections that callers share.

use std::str::FromStr;

use clap::Args;
use serde::Serialize;

use super::named::dependency;
use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// A pool of TCP connections, each used by one caller at a time
#[derive(Debug, Args)]
pub(super) struct Pool {
    /// Module name, below the root module, such as Warehouse.Lines
    name: ModuleName,

    /// Host and port to connect to, such as printer.internal:9100
    #[arg(long, value_name = "HOST:PORT")]
    address: Address,

    #[command(flatten)]
    child: ChildOptions,

    /// Maximum number of connections
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    size: u32,
}

/// A host, by name or number, and a port.
#[derive(Clone, Debug)]
struct Address {
    host: String,
    port: u16,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
    host: String,
    port: u16,
    size: u32,
}

impl Component for Pool {
    type Model = Model;

    const WHEN: &'static str = "\
        for a custom protocol over connections that are expensive to open; not for databases or HTTP, \
            which have their own pools";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model {
            process: Process::new(&self.name, &self.child, Restart::Permanent, context)?,
            host: self.address.host.clone(),
            port: self.address.port,
            size: self.size,
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        vec![model.process.child("pool"), dependency("pool/_nimble_pool.ex")]
    }
}

impl FromStr for Address {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        const EXAMPLE: &str = "use a host and a port, such as printer.internal:9100";
        let is_host = |host: &str| {
            !host.is_empty() && host.chars().all(|char| char.is_ascii_alphanumeric() || ".-_".contains(char))
        };
        let address = text.rsplit_once(':').filter(|(host, _)| is_host(host));
        match address.and_then(|(host, port)| Some((host, port.parse().ok().filter(|port| *port > 0)?))) {
            Some((host, port)) => Ok(Self { host: host.to_owned(), port }),
            None if text.trim().is_empty() => {
                Err(Problem::usage("bad-address", "the address is missing").hint(EXAMPLE))
            }
            None => {
                Err(Problem::usage("bad-address", format!("`{}` is not an address", text.escape_debug()))
                    .hint(EXAMPLE))
            }
        }
    }
}
