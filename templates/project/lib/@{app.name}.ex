defmodule @{ app.module } do
  @moduledoc """
#% if web
  The core of @{ app.title }: its domain and business logic.
#% else
  The parts of @{ app.title }.
#% endif

    * `@{ app.module }.Application` - starts the supervision tree
#% if ecto
    * `@{ app.module }.Repo` - the Ecto repository
#% endif
#% if uuid
    * `@{ app.module }.Schema` - shared schema settings
#% endif
#% if mailer
    * `@{ app.module }.Mailer` - sends email
#% endif
#% if web
    * `@{ app.module }.Health` - whether this node is ready for traffic
#% endif
    * `@{ app.module }.TaskSupervisor` - supervises background tasks
#% if ecto and release
    * `@{ app.module }.Release` - runs migrations in a release
#% endif
#% if web
    * `@{ app.web }` - the web layer: the endpoint, the router, and everything behind it
#% endif
  """
end
