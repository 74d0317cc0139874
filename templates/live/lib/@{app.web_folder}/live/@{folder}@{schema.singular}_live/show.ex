#% import "_shared/web.ex" as web
#% set here = web.at(full_path, scope, "@" ~ scope.assign_key if scope else "") | trim
#% set there = web.at(full_path, scope, "socket.assigns." ~ scope.assign_key if scope else "") | trim
#% set only = "(socket.assigns." ~ scope.assign_key ~ ")" if scope else "()"
#% set pass = "socket.assigns." ~ scope.assign_key ~ ", " if scope else ""
#% set words = schema.singular | replace("_", " ")
#% set row = schema.variable
defmodule @{ app.web }.@{ prefix }@{ schema.last }Live.Show do
  @moduledoc "The page of one @{ words }, with live updates."

  use @{ app.web }, :live_view

  @{ web.aliased(context) | trim }
  @{ web.aliased(schema) | trim }
  alias @{ app.web }.@{ prefix }@{ schema.last }Live.DeleteComponent

  @impl true
  def mount(%{"id" => id}, _session, socket) do
    if connected?(socket), do: @{ context.alias }.subscribe_@{ schema.plural }@{ only }

    case @{ context.alias }.fetch_@{ schema.singular }(@{ pass }id) do
      {:ok, @{ row }} -> {:ok, assign(socket, page_title: "@{ schema.title }", @{ row }: @{ row })}
      {:error, :not_found} -> {:ok, leave(socket, :error, "The @{ words } was not found.")}
    end
  end

  defp leave(socket, kind, message) do
    socket |> put_flash(kind, message) |> push_navigate(to: ~p"@{ there }")
  end

  @impl true
  def handle_info({:deleted, %@{ schema.alias }{id: id}}, socket) when id == socket.assigns.@{ row }.id do
    {:noreply, leave(socket, :info, "The @{ words } was deleted.")}
  end

  def handle_info({_event, %@{ schema.alias }{id: id} = @{ row }}, socket) when id == socket.assigns.@{ row }.id do
    {:noreply, assign(socket, :@{ row }, @{ row })}
  end

  def handle_info({_event, %@{ schema.alias }{}}, socket), do: {:noreply, socket}

  @impl true
  def render(assigns) do
    ~H"""
    <Layouts.app flash={@flash}@{ " " ~ scope.assign_key ~ "={@" ~ scope.assign_key ~ "}" if scope else "" }>
      <.header>
        @{ web.heading(schema, fields, row) | trim }
        <:actions>
          <.button navigate={~p"@{ here }"}>All @{ schema.plural | replace("_", " ") }</.button>
          <.button variant="primary" navigate={~p"@{ here }/#{@@{ row }}/edit"}>Edit</.button>
        </:actions>
      </.header>
#% set items
#% for field in fields if web.item(field, "@" ~ row) | trim
@{ web.item(field, "@" ~ row) | trim | indent(8, true) }
#% endfor
#% endset
#% if items | trim

      <.list>
@{ items | trim("\n") }
      </.list>
#% endif

      <div class="py-4">
        <.live_component module={DeleteComponent} id={"delete-#{@@{ row }.id}"} @{ row }={@@{ row }}@{ " " ~ scope.assign_key ~ "={@" ~ scope.assign_key ~ "}" if scope else "" } />
      </div>
    </Layouts.app>
    """
  end
end
