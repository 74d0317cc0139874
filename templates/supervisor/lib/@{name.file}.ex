defmodule @{ name.module } do
  @moduledoc """
  Supervises a subtree of the application and contains its failures.

#% if strategy == "one_for_one"
  The children are independent, so a crash restarts only the child that crashed.
#% elif strategy == "rest_for_one"
  Each child may depend on those before it, so a crash restarts the child and all those started
  after it.
#% else
  The children depend on each other, so a crash of one restarts all of them.
#% endif
#% if restart == "permanent"
  The restart intensity is @{ max_restarts } in @{ max_seconds } s. If it is exceeded, this supervisor terminates,
  and its parent restarts it.
#% else
  The restart intensity is @{ max_restarts } in @{ max_seconds } s. If it is exceeded, this supervisor terminates,
  and its parent does not restart it.
#% endif
  """

  use Supervisor@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

  @spec start_link(keyword()) :: Supervisor.on_start()
  def start_link(_opts), do: Supervisor.start_link(__MODULE__, [], name: __MODULE__)

  @impl true
  def init(_opts) do
    children = []

    Supervisor.init(children, strategy: :@{ strategy }, max_restarts: @{ max_restarts }, max_seconds: @{ max_seconds })
  end
end
