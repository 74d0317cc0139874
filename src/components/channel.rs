//! Messages both ways, over one connection.

use clap::Args;
use serde::Serialize;

use super::web::Web;
use super::{Component, Context, Hook};
use crate::elixir::{self, Place};
use crate::names::{ModuleName, underscore};
use crate::problem::Problem;

/// A Phoenix channel: authorization on join, validated messages
#[derive(Debug, Args)]
pub(super) struct Channel {
    /// Module name, below the web module, with or without `Channel`, such as Room
    name: ModuleName,

    /// Topic prefix, such as room for room:* [default: from its name]
    #[arg(long, value_name = "TOPIC", value_parser = topic)]
    topic: Option<String>,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    web: Web,
    topic: String,
    /// What all its topics begin with: `room:`.
    prefix: String,
    /// Whether the socket is still to be made.
    socket: bool,
    /// Whether the case template of its tests is still to be made.
    case: bool,
    /// Whether tests take a connection of Ecto's sandbox.
    sandbox: bool,
    #[serde(skip)]
    socket_file: String,
}

impl Component for Channel {
    type Model = Model;

    const WHEN: &'static str = "\
        for clients other than LiveViews, such as apps, games, and devices; not for messages that must \
            arrive";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let project = context.project;
        let web = Web::new(&self.module(), "/channels", context)?;
        let last = web.name.module.last();
        let room = last.strip_suffix("Channel").unwrap_or(last);
        let prefix = match &self.topic {
            Some(topic) => format!("{}:", topic.strip_suffix(":*").unwrap_or(topic)),
            None => format!("{}:", underscore(room)),
        };
        let topic = format!("{prefix}*");
        let socket_file = format!("lib/{}/channels/user_socket.ex", web.app.web_folder);
        let channels = project.fact(&socket_file, elixir::channels)?;
        let is_taken = |(it, module): &&(String, String)| *it == topic && module != web.name.module.as_str();
        if let Some((_, module)) = channels.iter().find(is_taken) {
            let message = format!("`{topic}` already belongs to `{module}`, in `{socket_file}`");
            return Err(Problem::usage("topic-taken", message).about("topic").hint("choose another topic"));
        }
        Ok(Model {
            prefix,
            topic,
            socket: !project.has(&socket_file)?,
            case: !project.has("test/support/channel_case.ex")?,
            sandbox: project.has("test/support/data_case.ex")?,
            socket_file,
            web,
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let endpoint = format!("lib/{}/endpoint.ex", model.web.app.web_folder);
        vec![
            Hook::new(&model.socket_file, Place::Channel, "channel/_channel.ex"),
            Hook::new(endpoint, Place::Socket, "channel/_socket.ex"),
        ]
    }
}

impl Channel {
    /// `Room` and `RoomChannel` are the same.
    fn module(&self) -> ModuleName {
        self.name.with_suffix("Channel")
    }
}

/// What topics begin with: words with colons between them. What tells one from another, `:*`, need not be said.
fn topic(topic: &str) -> Result<String, Problem> {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.chars().all(|char| char.is_ascii_alphanumeric() || char == '_' || char == '-')
    };
    if topic.strip_suffix(":*").unwrap_or(topic).split(':').all(is_word) {
        return Ok(topic.to_owned());
    }
    Err(Problem::usage("bad-topic", format!("`{}` is not a valid channel topic", topic.escape_debug()))
        .hint("for example room or room:*"))
}
