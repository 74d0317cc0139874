defmodule @{app.module}.Health do
  @moduledoc """
  Whether this node should be given traffic.

  A node that is about to stop says so first: `drain/1` turns `ready/1` down, the load balancer
  looks elsewhere, and the requests under way come to their end.

  The flag is a persistent term, because it is read on every probe and changes once in a lifetime.
  """
#% if ecto

  alias @{app.module}.Repo
#% endif

  @typedoc "Names the flag; tests use one of their own."
  @type flag :: term()

#% if ecto
  @type reason :: :draining | :database
#% else
  @type reason :: :draining
#% endif

  @doc "Asks for no more traffic."
  @spec drain(flag()) :: :ok
  def drain(flag \\ __MODULE__), do: :persistent_term.put({__MODULE__, flag}, true)

  @doc "Takes `drain/1` back: an application that was stopped may start again on the same VM."
  @spec resume(flag()) :: :ok
  def resume(flag \\ __MODULE__) do
    :persistent_term.erase({__MODULE__, flag})
    :ok
  end

  @doc "Whether traffic is welcome, and if not, why."
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
