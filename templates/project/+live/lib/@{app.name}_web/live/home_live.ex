defmodule @{app.web}.HomeLive do
  @moduledoc """
  The first page: what runs here, and where to go next.

  It is there to be replaced, together with `@{app.web}.HomeComponents` and `@{app.web}.Vitals`; do
  so before strangers can read it.
  """

  use @{app.web}, :live_view

  import @{app.web}.HomeComponents

  alias @{app.web}.Vitals

  @refresh_ms 5_000
  @source Path.relative_to_cwd(__ENV__.file)

  @impl true
  def mount(_params, _session, socket) do
    if connected?(socket), do: :timer.send_interval(@refresh_ms, :refresh)

    {:ok, socket |> assign(page_title: "Home", source: @source) |> load_vitals()}
  end

  @impl true
  def handle_info(:refresh, socket), do: {:noreply, load_vitals(socket)}

  defp load_vitals(socket) do
    assign_async(socket, :vitals, fn -> {:ok, %{vitals: Vitals.read()}} end)
  end

  @impl true
  def render(assigns) do
    ~H"""
    <Layouts.app flash={@flash} current_scope={assigns[:current_scope]}>
      <div class="home">
        <h1>{Layouts.title()}</h1>
        <.async_result :let={vitals} assign={@vitals}>
          <:loading>
            <p class="home-wait" role="status">Asking the node …</p>
          </:loading>
          <:failed :let={_reason}>
            <p class="home-wait" role="alert">The node did not answer.</p>
          </:failed>
          <.facts vitals={vitals} />
          <.supervision children={vitals.children} />
        </.async_result>
        <.links />
        <p class="home-source">
          This page is <code>{@source}</code>
        </p>
      </div>
    </Layouts.app>
    """
  end
end
