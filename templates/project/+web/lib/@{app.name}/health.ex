defmodule @{app.module}.Health do
  @moduledoc """
  Tracks whether this node should receive traffic.

  Before a node stops, `drain/1` makes `ready/1` fail, so that the load balancer stops sending new
  requests and those in flight can finish.

  The flag is a persistent term, because it is read on every health check and rarely changes.
  """
#% if ecto

  alias @{app.module}.Repo
#% endif

  @typedoc "The name of the flag; tests use their own."
  @type flag :: term()

#% if ecto
  @type reason :: :draining | :database
#% else
  @type reason :: :draining
#% endif

  @doc "Marks this node as draining."
  @spec drain(flag()) :: :ok
  def drain(flag \\ __MODULE__), do: :persistent_term.put({__MODULE__, flag}, true)

  @doc "Reverts `drain/1`, for an application that is restarted on the same VM."
  @spec resume(flag()) :: :ok
  def resume(flag \\ __MODULE__) do
    :persistent_term.erase({__MODULE__, flag})
    :ok
  end

  @doc "Returns `:ok` if this node can receive traffic, or an error with the reason."
  @spec ready(flag()) :: :ok | {:error, reason()}
  def ready(flag \\ __MODULE__) do
#% if ecto
    if draining?(flag), do: {:error, :draining}, else: check_database()
#% else
    if draining?(flag), do: {:error, :draining}, else: :ok
#% endif
  end

  defp draining?(flag), do: :persistent_term.get({__MODULE__, flag}, false)
#% if ecto

  defp check_database do
    case Repo.query("SELECT 1", [], timeout: 1_000, log: false) do
      {:ok, _result} -> :ok
      {:error, _exception} -> {:error, :database}
    end
  end
#% endif
end
