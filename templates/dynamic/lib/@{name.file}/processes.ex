defmodule @{ name.module }.Processes do
  @moduledoc """
  Supervises the processes.

  It has no registered name, because each instance would need another atom. Instead, its pid is
  stored in the metadata of the registry, which is started first; if one of the two fails, both
  are restarted.
  """

  use DynamicSupervisor

  alias @{ name.module }.Server

  @spec start_link(keyword()) :: Supervisor.on_start()
  def start_link(opts), do: DynamicSupervisor.start_link(__MODULE__, opts)

  @doc "Starts the process of an id."
  @spec start_child(atom(), GenServer.name()) :: DynamicSupervisor.on_start_child()
  def start_child(registry, name) do
    {:ok, supervisor} = Registry.meta(registry, :supervisor)
    DynamicSupervisor.start_child(supervisor, {Server, name: name})
  end

  @impl true
  def init(opts) do
    :ok = Registry.put_meta(Keyword.fetch!(opts, :name), :supervisor, self())

    DynamicSupervisor.init(
      strategy: :one_for_one,
      max_children: Keyword.fetch!(opts, :max_children),
      extra_arguments: [Keyword.take(opts, [:idle])]
    )
  end
end
