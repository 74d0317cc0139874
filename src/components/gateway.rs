//! The door to a service of somebody else's.

use std::str::FromStr;

use clap::Args;
use serde::Serialize;

use super::named::{Named, dependency};
use super::{Component, Context, Hook};
use crate::elixir::Place;
use crate::names::{ModuleName, is_function_taken};
use crate::problem::Problem;

/// A gateway to an external service: a behaviour, an adapter with Req, and a mock
#[derive(Debug, Args)]
pub(super) struct Gateway {
    /// Module name, below the root module, such as Rates
    name: ModuleName,

    /// URL of the service, such as `https://api.example.com/v1`
    #[arg(long)]
    url: Url,

    /// The function that calls it
    #[arg(long, value_name = "NAME", default_value = "fetch")]
    operation: Operation,
}

/// An address that begins with `http`.
#[derive(Clone, Debug, Serialize)]
struct Url(String);

/// The name of a function.
#[derive(Clone, Debug, Serialize)]
struct Operation(String);

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    named: Named,
    url: Url,
    operation: Operation,
    variable: String,
    /// Whether there is a file for what only the run knows.
    has_runtime: bool,
}

impl Component for Gateway {
    type Model = Model;

    const WHEN: &'static str = "\
        for each external service, so that tests never call it; not for your own contexts";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let named = Named::new(&self.name, context)?;
        Ok(Model {
            variable: format!("{}_URL", named.snake().to_uppercase()),
            named,
            url: self.url.clone(),
            operation: self.operation.clone(),
            has_runtime: context.project.has(RUNTIME)?,
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let mut hooks = vec![
            dependency("gateway/_req.ex"),
            dependency("gateway/_mox.ex"),
            Hook::new("test/test_helper.exs", Place::End, "gateway/_mock.ex"),
        ];
        if !model.named.is_web() {
            hooks.push(dependency("gateway/_plug.ex"));
        }
        hooks.extend(model.named.telemetry());
        if model.has_runtime {
            hooks.push(Hook::new(RUNTIME, Place::Config, "gateway/_runtime.ex"));
        }
        hooks
    }
}

/// What its modules call functions of their own.
const OWN: [&str; 3] = ["answer", "client", "implementation"];

const RUNTIME: &str = "config/runtime.exs";

impl FromStr for Url {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        const EXAMPLE: &str = "use one without a query, such as https://api.example.com/v1";
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let is_part = |char: char| char.is_ascii_alphanumeric() || "-._~:/%[]@".contains(char);
        match rest {
            None if text.trim().is_empty() => {
                Err(Problem::usage("bad-url", "the URL is missing").hint(EXAMPLE))
            }
            Some(rest)
                if rest.starts_with(|first| is_part(first) && first != '/') && rest.chars().all(is_part) =>
            {
                Ok(Self(text.trim_end_matches('/').to_owned()))
            }
            _ => Err(Problem::usage(
                "bad-url",
                format!("`{}` is not a valid service URL", text.escape_debug()),
            )
            .hint(EXAMPLE)),
        }
    }
}

impl FromStr for Operation {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let is_name = text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.len() <= 40
            && text.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_');
        if is_name && !is_function_taken(text) && !OWN.contains(&text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Problem::usage(
                "bad-operation",
                format!("`{}` is not a valid function name", text.escape_debug()),
            )
            .hint("for example fetch or locate"))
        }
    }
}
