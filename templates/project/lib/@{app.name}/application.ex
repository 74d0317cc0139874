defmodule @{ app.module }.Application do
  @moduledoc """
  Starts the supervision tree.

  Children start in the order of the list and stop in the reverse order.
#% if strategy == "one_for_one"
  Each can be restarted on its own, so a crash restarts only the child that crashed.
#% elif strategy == "rest_for_one"
  Each may depend on those before it, so a crash restarts the child and all those started after
  it.
#% else
  They depend on each other, so a crash of one restarts all of them.
#% endif
  The restart intensity is @{ max_restarts } in @{ max_seconds } s. If it is exceeded, the application stops.
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
    # Gives load balancers time to notice that this node is no longer ready.
    Process.sleep(Application.get_env(:@{ app.name }, :drain_delay, 0))
    state
  end
#% endif
end
