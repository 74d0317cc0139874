defmodule @{ name.module }.Sweeper do
  @moduledoc "Deletes what the rate limiter no longer needs, once per window."

  use GenServer

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @spec start_link(keyword()) :: GenServer.on_start()
  def start_link(opts), do: GenServer.start_link(__MODULE__, Map.new(opts))

  @impl true
  def init(state) do
    schedule(state)
    {:ok, state}
  end

  @impl true
  def handle_info(:sweep, state) do
    @{ name.alias }.sweep(state.limiter)
    schedule(state)
    {:noreply, state}
  end

  defp schedule(state), do: Process.send_after(self(), :sweep, state.every)
end
