ExUnit.start()
#% if ecto
Ecto.Adapters.SQL.Sandbox.mode(@{ app.module }.Repo, :manual)
#% endif
