#% import "_shared/web.ex" as web
#% set here = web.at(full_path, scope, "@" ~ scope.assign_key if scope else "") | trim
#% set there = web.at(full_path, scope, "socket.assigns." ~ scope.assign_key if scope else "") | trim
#% set listed = (fields | rejectattr("kind", "in", ["text", "map", "binary", "array", "embeds_one", "embeds_many", "has_many", "has_one", "many_to_many"]) | rejectattr("redact") | list)[:6]
#% set pass = "socket.assigns." ~ scope.assign_key ~ ", " if scope else ""
#% set only = "(socket.assigns." ~ scope.assign_key ~ ")" if scope else "()"
#% set words = schema.plural | replace("_", " ")
#% set row = schema.variable
#% macro table()
<.table id="@{ schema.plural }" rows={@streams.@{ schema.plural }} row_click={fn {_dom_id, @{ row }} -> JS.navigate(~p"@{ here }/#{@{ row }}") end}>
#% for field in listed
  <:col :let={{_dom_id, @{ row }}} label="@{ web.label(field) | trim }">{@{ web.shown(field, row) | trim }}</:col>
#% else
  <:col :let={{_dom_id, @{ row }}} label="Id">{@{ row }.id}</:col>
#% endfor
  <:action :let={{_dom_id, @{ row }}}>
    <.link navigate={~p"@{ here }/#{@{ row }}"} class="sr-only focus:not-sr-only">Show</.link>
    <.link navigate={~p"@{ here }/#{@{ row }}/edit"}>Edit</.link>
  </:action>
  <:action :let={{_dom_id, @{ row }}}>
    <.live_component module={DeleteComponent} id={"delete-#{@{ row }.id}"} @{ row }={@{ row }}@{ " " ~ scope.assign_key ~ "={@" ~ scope.assign_key ~ "}" if scope else "" } />
  </:action>
</.table>
#% endmacro
defmodule @{ app.web }.@{ prefix }@{ schema.last }Live.Index do
  @moduledoc "The list of @{ words }, newest first, with paging, @{ "search, " if strings else "" }and live updates."

  use @{ app.web }, :live_view

  alias Phoenix.LiveView.AsyncResult

  @{ web.aliased(context) | trim }
  @{ web.aliased(schema) | trim }
  alias @{ app.web }.@{ prefix }@{ schema.last }Live.DeleteComponent

  @page_size 50

  @impl true
  def mount(_params, _session, socket) do
    if connected?(socket), do: @{ context.alias }.subscribe_@{ schema.plural }@{ only }

    {:ok,
     socket
     |> assign(page_title: "@{ schema.title_plural }", page: AsyncResult.loading(), shown: MapSet.new())
     |> stream(:@{ schema.plural }, [])}
  end

  @impl true
#% if strings
  def handle_params(params, _uri, socket) do
    {:noreply, socket |> assign(:search, search(params)) |> load(nil)}
  end

  defp search(%{"search" => text}) when is_binary(text), do: String.trim(text)
  defp search(_params), do: ""
#% else
  def handle_params(_params, _uri, socket), do: {:noreply, load(socket, nil)}
#% endif

  # One row more than a page holds shows whether another page follows. While loading, the result is
  # the id that the page starts after, so that a failed page can be tried again.
  defp load(socket, after_id) do
#% if scope
    scope = socket.assigns.@{ scope.assign_key }
#% endif
#% if strings
    opts = [after: after_id, limit: @page_size + 1, search: socket.assigns.search]
#% else
    opts = [after: after_id, limit: @page_size + 1]
#% endif

    socket
    |> assign(page: AsyncResult.loading(%AsyncResult{result: after_id}), changes: [])
    |> start_async(:page, fn -> {after_id, @{ context.alias }.list_@{ schema.plural }(@{ "scope, " if scope else "" }opts)} end)
  end

  @impl true
  def handle_async(:page, {:ok, {after_id, rows}}, socket) do
    {rows, more} = Enum.split(rows, @page_size)
    next = if more != [], do: List.last(rows).id
    rows = List.foldr(socket.assigns.changes, rows, &renew/2)

    {:noreply,
     socket
     |> clear_before_first(after_id)
     |> stream(:@{ schema.plural }, rows)
     |> update(:shown, &Enum.into(rows, &1, fn row -> row.id end))
     |> update(:page, &AsyncResult.ok(&1, next))}
  end

  def handle_async(:page, {:exit, reason}, socket) do
    {:noreply, update(socket, :page, &AsyncResult.failed(&1, reason))}
  end

  defp clear_before_first(socket, nil) do
    socket |> stream(:@{ schema.plural }, [], reset: true) |> assign(:shown, MapSet.new())
  end

  defp clear_before_first(socket, _after_id), do: socket

  # Changes received while the rows were loading are newer than the rows.
  defp renew({:created, created}, rows), do: [created | Enum.reject(rows, &(&1.id == created.id))]

  defp renew({:updated, updated}, rows) do
    Enum.map(rows, &if(&1.id == updated.id, do: updated, else: &1))
  end

  defp renew({:deleted, deleted}, rows), do: Enum.reject(rows, &(&1.id == deleted.id))

  @impl true
#% if strings
  def handle_event("search", %{"search" => text}, socket) do
    {:noreply, push_patch(socket, to: ~p"@{ there }?#{[search: text]}", replace: true)}
  end

#% endif
  def handle_event("more", _params, socket) do
    {:noreply, load(socket, socket.assigns.page.result)}
  end

#% if strings
  # The next search decides whether it matches.
  @impl true
  def handle_info({:created, %@{ schema.alias }{}}, %{assigns: %{search: search}} = socket) when search != "" do
    {:noreply, socket}
  end

#% else
  @impl true
#% endif
  def handle_info({_event, %@{ schema.alias }{}} = change, socket) do
    changes = if socket.assigns.page.loading, do: [change | socket.assigns.changes], else: []
    {:noreply, socket |> assign(:changes, changes) |> follow(change)}
  end

  defp follow(socket, {:created, @{ row }}) do
    socket
    |> stream_insert(:@{ schema.plural }, @{ row }, at: 0)
    |> update(:shown, &MapSet.put(&1, @{ row }.id))
  end

  defp follow(socket, {:updated, @{ row }}) do
    stream_insert(socket, :@{ schema.plural }, @{ row }, update_only: true)
  end

  defp follow(socket, {:deleted, @{ row }}) do
    socket
    |> stream_delete(:@{ schema.plural }, @{ row })
    |> update(:shown, &MapSet.delete(&1, @{ row }.id))
  end

  @impl true
  def render(assigns) do
    ~H"""
    <Layouts.app flash={@flash}@{ " " ~ scope.assign_key ~ "={@" ~ scope.assign_key ~ "}" if scope else "" }>
      <.header>
        @{ schema.title_plural }
        <:actions>
          <.button variant="primary" navigate={~p"@{ here }/new"}>
            New @{ schema.singular | replace("_", " ") }
          </.button>
        </:actions>
      </.header>
#% if strings

      <.form :let={form} for={%{"search" => @search}} id="@{ schema.plural }-search" role="search" phx-change="search" phx-submit="search">
        <.input field={form[:search]} type="search" aria-label="Search @{ words }" placeholder="Search" phx-debounce="300" />
      </.form>
#% endif

#% if table_scrolls
@{ table() | trim | indent(6, true) }
#% else
      <div class="overflow-x-auto">
@{ table() | trim | indent(8, true) }
      </div>
#% endif

      <div class="py-4 text-center">
        <p :if={@page.loading} id="@{ schema.plural }-loading" role="status">Loading…</p>
        <div :if={@page.failed} id="@{ schema.plural }-failed" role="alert">
          <p>Could not load this page.</p>
          <.button phx-click="more">Try again</.button>
        </div>
#% if strings
        <p :if={@page.ok? && Enum.empty?(@shown)} id="@{ schema.plural }-empty">
          {if @search == "", do: "Nothing here yet.", else: "Nothing matches."}
        </p>
#% else
        <p :if={@page.ok? && Enum.empty?(@shown)} id="@{ schema.plural }-empty">Nothing here yet.</p>
#% endif
        <.button :if={@page.ok? && @page.result} id="@{ schema.plural }-more" phx-click="more">Show more</.button>
      </div>
    </Layouts.app>
    """
  end
end
