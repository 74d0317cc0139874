//! The names of an application.

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::names::{AppName, ModuleName, camelize, title, underscore};

/// The names of an application.
#[derive(Clone, Debug)]
pub struct App {
    /// Its OTP application.
    pub name: AppName,
    /// Its root module.
    pub module: ModuleName,
    /// The module that starts its root supervisor.
    pub callback: ModuleName,
    /// The folder of its code below `lib`: `shop`.
    pub folder: String,
    /// The root of its web layer, if it has one.
    pub web: ModuleName,
    /// The folder of its web layer below `lib`: `shop_web`.
    pub web_folder: String,
}

impl App {
    /// The names of an application that keeps its web layer beside it, as Phoenix does.
    pub fn new(name: AppName, module: ModuleName, callback: ModuleName) -> Self {
        let (web, web_folder) = (module.web(), format!("{name}_web"));
        Self { folder: name.to_string(), name, module, callback, web, web_folder }
    }

    /// The name that the root supervisor is registered by.
    pub fn supervisor(&self) -> ModuleName {
        ModuleName::supervisor_of(&self.module)
    }

    /// The name of its pub/sub, by convention; in an umbrella, of the application behind the web.
    pub fn pubsub(&self) -> String {
        let root = self.module.as_str();
        let root = if self.web == self.module { root.trim_end_matches("Web") } else { root };
        format!("{root}.PubSub")
    }

    /// The path of a module below the root module, without folder and extension: `shop/pricing/cache`.
    pub fn file(&self, module: &ModuleName) -> String {
        format!("{}/{}", self.folder, underscore(module.as_str()))
    }
}

impl Serialize for App {
    /// All the spellings that templates use.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut names = serializer.serialize_struct("App", 7)?;
        names.serialize_field("name", &self.name)?;
        names.serialize_field("module", &self.module)?;
        names.serialize_field("web", &self.web)?;
        names.serialize_field("web_folder", &self.web_folder)?;
        names.serialize_field("title", &title(self.name.as_str()))?;
        // Whether Mix tasks have to be told the root module.
        names.serialize_field("renamed", &(self.module.as_str() != camelize(self.name.as_str())))?;
        // Cut so that a database named after it stays within PostgreSQL's 63 bytes.
        names.serialize_field("database", &self.name.as_str().chars().take(54).collect::<String>())?;
        names.end()
    }
}
