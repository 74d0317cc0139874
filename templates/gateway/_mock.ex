Mox.defmock(@{ name.module }Mock, for: @{ name.module })
Application.put_env(:@{ app.name }, @{ name.module }, @{ name.module }Mock)
