defmodule @{ app.module }.Application do
  @moduledoc """
  Starts the supervision tree.

  Children start in the order of the list and stop in the reverse order.
#% if strategy == "one_for_one"
  Each comes back without help from the others, so a crash restarts only the child that crashed.
#% elif strategy == "rest_for_one"
  Each may rely on those before it, so a crash restarts the child and all that come after it.
#% else
  None is of use without the others, so a crash of one restarts them all.
#% endif
  The restart budget is @{ max_restarts } in @{ max_seconds } s; beyond that the application stops.
  """

  use Application
#% if web

  alias @{ app.module }.Health
#% endif

  @impl true
  def start(_type, _args) do
#% if web
    Health.resume()

#% endif
    children = [
#% if web
      @{ app.web }.Telemetry,
#% endif
#% if ecto
      @{ app.module }.Repo,
#% endif
#% if web
      {Phoenix.PubSub, name: @{ app.module }.PubSub},
      {Task.Supervisor, name: @{ app.module }.TaskSupervisor},
      @{ app.web }.Endpoint
#% else
      {Task.Supervisor, name: @{ app.module }.TaskSupervisor}
#% endif
    ]

    Supervisor.start_link(children,
      name: @{ app.module }.Supervisor,
      strategy: :@{ strategy },
      max_restarts: @{ max_restarts },
      max_seconds: @{ max_seconds }
    )
  end
#% if web

  @impl true
  def prep_stop(state) do
    Health.drain()
    # Load balancers need a moment to see that this node is no longer ready.
    Process.sleep(Application.get_env(:@{ app.name }, :drain_delay, 0))
    state
  end
#% endif
end
