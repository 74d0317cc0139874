defmodule @{ app.module } do
  @moduledoc """
#% if web
  The core of @{ app.title }: what it knows and does, whatever asks for it.
#% else
  @{ app.title }: the map of the system.
#% endif

    * `@{ app.module }.Application` - starts the supervision tree
#% if ecto
    * `@{ app.module }.Repo` - the way to the database
#% endif
#% if uuid
    * `@{ app.module }.Schema` - what all schemas have in common
#% endif
#% if mailer
    * `@{ app.module }.Mailer` - sends email
#% endif
#% if web
    * `@{ app.module }.Health` - whether this node is alive and ready for traffic
#% endif
    * `@{ app.module }.TaskSupervisor` - runs tasks that nobody waits for
#% if ecto and release
    * `@{ app.module }.Release` - migrates the database where there is no Mix
#% endif
#% if web
    * `@{ app.web }` - what the outside sees: endpoint, router and all behind it
#% endif
  """
end
