defmodule @{ app.module }.Repo do
#% if postgres
  use Ecto.Repo, otp_app: :@{ app.name }, adapter: Ecto.Adapters.Postgres
#% elif sqlite
  use Ecto.Repo, otp_app: :@{ app.name }, adapter: Ecto.Adapters.SQLite3
#% else
  use Ecto.Repo, otp_app: :@{ app.name }, adapter: Ecto.Adapters.MyXQL
#% endif
end
