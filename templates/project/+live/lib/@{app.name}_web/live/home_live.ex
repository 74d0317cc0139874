defmodule @{app.web}.HomeLive do
  @moduledoc """
  The home page. If `dev_routes` are enabled, it shows the state of the node and links.

  Replace it with your own, and delete `@{app.web}.HomeComponents` and `@{app.web}.Vitals`.
  """

  use @{app.web}, :live_view

  import @{app.web}.HomeComponents

  alias @{app.web}.Vitals

  @source Path.relative_to_cwd(__ENV__.file)

  @impl true
  def mount(_params, _session, socket) do
    {:ok, socket |> assign(page_title: "Home", source: @source, vitals: nil) |> watch()}
  end

  @impl true
  def handle_info(:refresh, socket), do: {:noreply, load_vitals(socket)}

  if Application.compile_env(:@{app.name}, :dev_routes) do
    @refresh_ms 5_000

    defp watch(socket) do
      if connected?(socket), do: :timer.send_interval(@refresh_ms, :refresh)
      load_vitals(socket)
    end
  else
    defp watch(socket), do: socket
  end

  defp load_vitals(socket) do
    assign_async(socket, :vitals, fn -> {:ok, %{vitals: Vitals.read()}} end)
  end

  @impl true
  def render(assigns) do
    ~H"""
    <Layouts.app flash={@flash}>
      <div class="home">
        <h1>{Layouts.title()}</h1>
        <p :if={!@vitals} class="home-empty">There is nothing here yet.</p>
        <.async_result :let={vitals} :if={@vitals} assign={@vitals}>
          <:loading>
            <p class="home-wait" role="status">Loading…</p>
          </:loading>
          <:failed :let={_reason}>
            <p class="home-wait" role="alert">The state of the node could not be loaded.</p>
          </:failed>
          <.facts vitals={vitals} />
          <.supervision children={vitals.children} />
        </.async_result>
        <.links :if={@vitals} />
        <p :if={@vitals} class="home-source">
          This page is <code>{@source}</code>
        </p>
      </div>
    </Layouts.app>
    """
  end
end
