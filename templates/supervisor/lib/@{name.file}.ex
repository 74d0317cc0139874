defmodule @{ name.module } do
  @moduledoc """
  A subtree of its own: what fails here is restarted here.

#% if strategy == "one_for_one"
  The children work on without each other, so a crash restarts the one that crashed and no other.
#% elif strategy == "rest_for_one"
  Each child may rely on those before it, so a crash restarts the child and all that come after it.
#% else
  No child is of use without the others, so a crash of one restarts them all.
#% endif
#% if restart == "permanent"
  The restart budget is @{ max_restarts } in @{ max_seconds } s; beyond that the supervisor above starts the subtree anew.
#% else
  The restart budget is @{ max_restarts } in @{ max_seconds } s; beyond that the subtree stops for good.
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
