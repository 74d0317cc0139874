#% import "_shared/web.ex" as web
#% set words = schema.singular | replace("_", " ")
#% set pass = "socket.assigns." ~ scope.assign_key ~ ", " if scope else ""
defmodule @{ app.web }.@{ prefix }@{ schema.last }Live.DeleteComponent do
  @moduledoc """
  A button that deletes one of the @{ schema.plural | replace("_", " ") }, after asking once more in its place.

  The page around it learns from the context that the @{ words } is gone, as all other pages do.
  """

  use @{ app.web }, :live_component

  @{ web.aliased(context) | trim }

  @impl true
  def mount(socket), do: {:ok, assign(socket, asking?: false, asked?: false, errors: [])}

  @impl true
  def handle_event("ask", _params, socket) do
    {:noreply, assign(socket, asking?: true, asked?: true, errors: [])}
  end

  def handle_event("cancel", _params, socket), do: {:noreply, assign(socket, asking?: false)}

  def handle_event("confirm", _params, socket) do
    case @{ context.alias }.delete_@{ schema.singular }(@{ pass }socket.assigns.@{ schema.variable }) do
      {:ok, _deleted} ->
        {:noreply, socket}

      {:error, changeset} ->
        errors = for {_field, error} <- changeset.errors, do: translate_error(error)
        {:noreply, assign(socket, asking?: false, errors: errors)}
    end
  end

  @impl true
  def render(assigns) do
    ~H"""
    <div id={@id} class="inline-flex items-center gap-2 whitespace-nowrap">
      <button :if={!@asking?} id={"#{@id}-ask"} type="button" class="btn btn-sm" phx-click="ask" phx-target={@myself} phx-mounted={@asked? && JS.focus()}>
        Delete
      </button>
      <button :if={@asking?} id={"#{@id}-confirm"} type="button" class="btn btn-sm btn-error" phx-click="confirm" phx-target={@myself} phx-disable-with="Deleting …" phx-mounted={JS.focus()}>
        Delete for good
      </button>
      <button :if={@asking?} type="button" class="btn btn-sm" phx-click="cancel" phx-target={@myself}>
        Keep
      </button>
      <span :for={error <- @errors} role="alert" class="text-error">Not deleted: it {error}</span>
    </div>
    """
  end
end
