if url = System.get_env("@{ variable }") do
  config :@{ app.name }, @{ name.module }.HTTP, base_url: url
end
