//! A limit on how often something may happen.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::duration::Duration;
use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::elixir::{self, Place};
use crate::names::ModuleName;
use crate::problem::Problem;

/// A rate limiter with ETS counters and a plug that responds with 429
#[derive(Debug, Args)]
pub(super) struct RateLimiter {
    /// Module name, below the root module, such as Api.Limit
    name: ModuleName,

    #[command(flatten)]
    child: ChildOptions,

    /// How many requests are allowed within the window
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,

    /// Length of the window
    #[arg(long, value_name = "TIME", default_value = "1m")]
    window: Duration,

    /// How requests are counted
    #[arg(long, value_enum, default_value_t = Algorithm::FixedWindow)]
    algorithm: Algorithm,

    /// Router pipeline to add its plug to, such as api [default: none, and no plug]
    #[arg(long, value_name = "PIPELINE", value_parser = pipeline)]
    pipeline: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Algorithm {
    /// A counter that resets with each window: cheapest; up to twice the limit may pass around a reset
    FixedWindow,
    /// Tokens that refill evenly: smooth, and never more than the limit at once
    TokenBucket,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
    limit: u32,
    window: u64,
    window_text: String,
    fixed_window: bool,
    token_bucket: bool,
    plug: bool,
    pipeline: Option<String>,
    #[serde(skip)]
    router: String,
}

impl Component for RateLimiter {
    type Model = Model;

    const WHEN: &'static str = "\
        to protect a node; not for billed quotas or for one limit across a cluster";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let process = Process::new(&self.name, &self.child, Restart::Permanent, context)?;
        if self.pipeline.is_some() && !process.is_web() {
            let message = "`pipeline` needs a router, and a project without Phoenix has none";
            return Err(Problem::usage("no-router", message).about("pipeline").hint("leave `pipeline` out"));
        }
        let router = format!("lib/{}/router.ex", context.project.app()?.web_folder);
        if context.project.has(&router)? {
            self.check_pipeline(&context.project.fact(&router, elixir::pipelines)?)?;
        }
        Ok(Model {
            process,
            limit: self.limit,
            window: self.window.milliseconds(),
            window_text: self.window.to_elixir(),
            fixed_window: self.algorithm == Algorithm::FixedWindow,
            token_bucket: self.algorithm == Algorithm::TokenBucket,
            plug: self.pipeline.is_some(),
            pipeline: self.pipeline.clone(),
            router,
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let mut hooks = vec![model.process.child("rate_limiter")];
        hooks.extend(Process::property_tests());
        if let Some(name) = &model.pipeline {
            let plug = Place::Pipeline(name.clone());
            hooks.push(Hook::new(&model.router, plug, "rate_limiter/_plug.ex"));
            hooks.push(Hook::new("config/test.exs", Place::Config, "rate_limiter/_test_config.ex"));
        }
        hooks
    }
}

impl RateLimiter {
    /// A router that has no such pipeline is not guessed at.
    fn check_pipeline(&self, known: &[String]) -> Result<(), Problem> {
        let Some(name) = self.pipeline.as_ref().filter(|name| !known.contains(name)) else { return Ok(()) };
        let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
        let hint = if known.is_empty() {
            "leave `pipeline` out, and add the plug where requests arrive".to_owned()
        } else {
            format!("it has {}", known.join(", "))
        };
        let problem = Problem::usage("no-pipeline", format!("the router has no pipeline `{name}`"));
        Err(problem.about("pipeline").hint(hint))
    }
}

/// The name of a pipeline: it is written into the router as an atom.
fn pipeline(name: &str) -> Result<String, Problem> {
    let is_name = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_');
    if is_name {
        Ok(name.to_owned())
    } else {
        Err(Problem::usage("bad-pipeline", format!("`{}` is not a valid pipeline name", name.escape_debug()))
            .hint("for example api or browser"))
    }
}
