plug @{ app.web }.Plugs.@{ name.relative | replace(".", "") }
