defmodule @{name.module} do
  @moduledoc """
  Shows what the node is doing: facts that refresh themselves, and a measurement on demand.
  """

  use @{app.web}, :live_view

  alias Phoenix.LiveView.AsyncResult

  alias @{name.module}.Machine
  alias @{name.module}.Refresh

  @refresh_ms 5_000

  @impl true
  def mount(_params, _session, socket) do
    if connected?(socket), do: :net_kernel.monitor_nodes(true)

    {:ok,
     socket
     |> assign(page_title: "@{name.title}", nodes: Node.list(), load: %AsyncResult{})
     |> load_facts()
     |> Refresh.every(@refresh_ms, &load_facts/1)}
  end

  defp load_facts(socket) do
    assign_async(socket, :facts, fn -> {:ok, %{facts: Machine.facts()}} end)
  end

  @impl true
  def handle_event("measure", %{"ms" => ms}, socket) do
    {:noreply,
     socket
     |> update(:load, &AsyncResult.loading/1)
     |> start_async(:load, fn -> ms |> String.to_integer() |> Machine.load() end)}
  end

  def handle_event("cancel", _params, socket), do: {:noreply, cancel_async(socket, :load)}

  @impl true
  def handle_async(:load, {:ok, load}, socket) do
    {:noreply, update(socket, :load, &AsyncResult.ok(&1, load))}
  end

  def handle_async(:load, {:exit, {:shutdown, :cancel}}, socket) do
    {:noreply, assign(socket, :load, %AsyncResult{})}
  end

  def handle_async(:load, {:exit, reason}, socket) do
    {:noreply, update(socket, :load, &AsyncResult.failed(&1, reason))}
  end

  @impl true
  def handle_info({:nodeup, node}, socket) do
    {:noreply, update(socket, :nodes, &Enum.uniq([node | &1]))}
  end

  def handle_info({:nodedown, node}, socket) do
    {:noreply, update(socket, :nodes, &List.delete(&1, node))}
  end

  @impl true
  def render(assigns) do
    ~H"""
    <Layouts.app flash={@flash}>
      <.header>
        @{name.title}
        <:subtitle>The node <code>{node()}</code></:subtitle>
      </.header>

      <.async_result :let={facts} assign={@facts}>
        <:loading>
          <p role="status">Asking the node…</p>
        </:loading>
        <:failed :let={_reason}>
          <p role="alert">The node did not answer.</p>
        </:failed>
        <.list>
          <:item title="Up for"><span id="uptime">{facts.uptime} s</span></:item>
          <:item title="Processes">{facts.processes}</:item>
          <:item title="Memory">{div(facts.memory, 1_000_000)} MB</:item>
          <:item title="Waiting to run">{facts.run_queue}</:item>
        </.list>
      </.async_result>

      <.list>
        <:item title="Connected to">
          <p :if={@nodes == []}>No other node</p>
          <ul id="nodes">
            <li :for={node <- @nodes}>{node}</li>
          </ul>
        </:item>
        <:item title="Load">
          <p :if={@load == %AsyncResult{}}>Not measured yet</p>
          <p :if={@load.loading} role="status">Measuring…</p>
          <p :if={@load.ok?} id="load">{@load.result} %</p>
          <p :if={@load.failed} id="load-failed" role="alert">The measurement failed.</p>
        </:item>
      </.list>

      <.form :let={form} for={%{"ms" => 1_000}} id="measure" class="mt-8" phx-submit="measure">
        <.input field={form[:ms]} type="number" label="Measure the load for this many ms" min="1" />
        <footer>
          <.button :if={!@load.loading} variant="primary">Measure</.button>
          <button :if={@load.loading} type="button" class="btn" phx-click="cancel">Cancel</button>
        </footer>
      </.form>
    </Layouts.app>
    """
  end
end
