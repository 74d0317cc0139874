#% import "_shared/form.heex" as forms
#% import "_shared/web.ex" as web
#% set there = web.at(full_path, scope, "socket.assigns." ~ scope.assign_key if scope else "") | trim
#% set own = web.at(full_path, scope, "scope") | trim
#% set asks = own != full_path
#% set pass = "socket.assigns." ~ scope.assign_key ~ ", " if scope else ""
#% set words = schema.singular | replace("_", " ")
#% set row = schema.variable
#% set many = fields | selectattr("kind", "eq", "many_to_many") | list
#% set maybe = (forms.maybe(fields) | trim | split | unique) if forms.maybe(fields) | trim else []
#% if maybe and has_json
#% set attrs = "to_attrs(params)"
#% else
#% set attrs = "with_none(params)" if maybe else ("read_json(params, " ~ schema.alias ~ ")" if has_json else "params")
#% endif
#% macro rhythm(field)
#% set type = forms.input_type(field.inner or field.kind, field.format) | trim
@{ " phx-debounce=\"blur\"" if type in ["email", "url"] else (" phx-debounce=\"300\"" if field.kind == "array" or type in ["text", "textarea", "number"] else "") }@{ " autocomplete=\"off\"" if field.redact else "" }
#% endmacro
#% macro parts(field, form, names, indent)
#% for inner in field.target.fields if inner.control
@{ control(inner, form, names ~ " " ~ form) | trim | indent(indent, true) }
#% endfor
#% endmacro
#% macro control(field, form, names)
#% set its = form ~ "[:" ~ field.name ~ "]"
#% set part = web.called(field, form, names) | trim if field.variable else ""
#% if field.control == "part" and field.optional
<fieldset class="fieldset">
  <legend class="fieldset-legend">@{ field.title }</legend>
  <input type="hidden" name={@{ its }.name} value="" />
  <.inputs_for :let={@{ part }} :if={@{ its }.value} field={@{ its }}>
    <div class="rounded-lg border border-current/20 px-4 pt-4">
@{ parts(field, part, names, 6) | trim("\n") }
    </div>
  </.inputs_for>
  <button :if={@{ its }.value} type="button" class="btn btn-sm justify-self-start" name={@{ its }.name} value="" phx-click={JS.dispatch("change")}>
    Remove
  </button>
  <button :if={!@{ its }.value} type="button" class="btn btn-sm justify-self-start" name={@{ its }.name <> "[new]"} value="true" phx-click={JS.dispatch("change")}>
    Add
  </button>
</fieldset>
#% elif field.control == "part"
<fieldset class="fieldset">
  <legend class="fieldset-legend">@{ field.title }</legend>
  <.inputs_for :let={@{ part }} field={@{ its }}>
    <div class="rounded-lg border border-current/20 px-4 pt-4">
@{ parts(field, part, names, 6) | trim("\n") }
    </div>
  </.inputs_for>
</fieldset>
#% elif field.control == "parts"
<fieldset class="fieldset">
  <legend class="fieldset-legend">@{ field.title }</legend>
  <.inputs_for :let={@{ part }} field={@{ its }}>
    <div class="rounded-lg border border-current/20 p-4">
      <input type="hidden" name={@{ form }.name <> "[@{ field.name }_sort][]"} value={@{ part }.index} />
@{ parts(field, part, names, 6) | trim("\n") }
      <button type="button" class="btn btn-sm" name={@{ form }.name <> "[@{ field.name }_drop][]"} value={@{ part }.index} phx-click={JS.dispatch("change")}>
        Remove
      </button>
    </div>
  </.inputs_for>
  <input type="hidden" name={@{ form }.name <> "[@{ field.name }_drop][]"} />
  <button type="button" class="btn btn-sm justify-self-start" name={@{ form }.name <> "[@{ field.name }_sort][]"} value="new" phx-click={JS.dispatch("change")}>
    Add
  </button>
</fieldset>
#% else
@{ forms.input(field, form, rhythm(field) | trim("\n")) }
#% endif
#% endmacro
defmodule @{ app.web }.@{ prefix }@{ schema.last }Live.Form do
  @moduledoc "The form for new and existing @{ schema.plural | replace("_", " ") }."

  use @{ app.web }, :live_view
#% if has_json or has_lists

#% endif
#% if has_json
  import @{ app.web }.JSONInput
#% endif
#% if has_lists
  import @{ app.web }.ListInput
#% endif

  @{ web.aliased(context) | trim }
  @{ web.aliased(schema) | trim }

  @impl true
  def mount(params, _session, socket) do
    case fetch(@{ pass }socket.assigns.live_action, params) do
      {:ok, @{ row }} ->
        {:ok,
         socket
         |> assign(page_title: title(socket.assigns.live_action), @{ row }: @{ row })
#% for field in choices
         |> assign(@{ field.name }_options: @{ context.alias }.@{ schema.singular }_@{ field.name }_options(@{ pass }chosen: @{ row }.@{ field.ids or field.column }))
#% endfor
         |> assign(form: to_form(@{ context.alias }.change_@{ schema.singular }(@{ pass }@{ row })))}

      {:error, :not_found} ->
        {:ok,
         socket
         |> put_flash(:error, "The @{ words } was not found.")
         |> push_navigate(to: ~p"@{ there }")}
    end
  end

#% if scope
  defp fetch(scope, :new, _params), do: {:ok, %@{ schema.alias }{@{ scope.schema_key }: scope.@{ scope.access_path | join(".") }}}
#% else
  defp fetch(:new, _params), do: {:ok, %@{ schema.alias }{}}
#% endif
#% if many

  # The form selects by id.
  defp fetch(@{ "scope, " if scope else "" }:edit, %{"id" => id}) do
    with {:ok, @{ row }} <- @{ context.alias }.fetch_@{ schema.singular }(@{ "scope, " if scope else "" }id) do
      {:ok, %{@{ row } | @{ "" -}
#% for field in many
@{ field.ids }: Enum.map(@{ row }.@{ field.name }, & &1.id)@{ "}}" if loop.last else ", " -}
#% endfor
@{ "" }
    end
  end
#% else
  defp fetch(@{ "scope, " if scope else "" }:edit, %{"id" => id}), do: @{ context.alias }.fetch_@{ schema.singular }(@{ "scope, " if scope else "" }id)
#% endif

  defp title(:new), do: "New @{ words }"
  defp title(:edit), do: "Edit @{ words }"

  @impl true
  def handle_event("validate", %{"@{ schema.singular }" => params}, socket) do
    changeset = @{ context.alias }.change_@{ schema.singular }(@{ pass }socket.assigns.@{ row }, @{ attrs })
    {:noreply, assign(socket, form: to_form(changeset, action: :validate))}
  end

  def handle_event("save", %{"@{ schema.singular }" => params}, socket) do
    case save(@{ pass }socket.assigns.live_action, socket.assigns.@{ row }, @{ attrs }) do
      {:ok, @{ row }} ->
        {:noreply,
         socket
         |> put_flash(:info, "The @{ words } was saved.")
         |> push_navigate(to: ~p"@{ there }/#{@{ row }}")}

      {:error, changeset} ->
        {:noreply,
         socket
         |> put_flash(:error, "The @{ words } was not saved. Some fields need attention.")
         |> assign(form: to_form(changeset))}
    end
  end

#% if scope
  defp save(scope, :new, _@{ row }, attrs), do: @{ context.alias }.create_@{ schema.singular }(scope, attrs)
  defp save(scope, :edit, @{ row }, attrs), do: @{ context.alias }.update_@{ schema.singular }(scope, @{ row }, attrs)
#% else
  defp save(:new, _@{ row }, attrs), do: @{ context.alias }.create_@{ schema.singular }(attrs)
  defp save(:edit, @{ row }, attrs), do: @{ context.alias }.update_@{ schema.singular }(@{ row }, attrs)
#% endif
#% if maybe and has_json

  defp to_attrs(params), do: params |> with_none() |> read_json(@{ schema.alias })
#% endif
#% if maybe

  # An empty string in place of a nested part stands for nil.
  defp with_none(%{} = params) do
    Map.new(params, fn
      {part, ""} when part in ~w(@{ maybe | join(" ") }) -> {part, nil}
      {name, value} -> {name, with_none(value)}
    end)
  end

  defp with_none(value), do: value
#% endif

  @impl true
  def render(assigns) do
    ~H"""
    <Layouts.app flash={@flash}@{ " " ~ scope.assign_key ~ "={@" ~ scope.assign_key ~ "}" if scope else "" }>
      <.header>{@page_title}</.header>

      <.form for={@form} id="@{ schema.singular | replace("_", "-") }-form" phx-change="validate" phx-submit="save">
#% for field in fields if field.control
@{ control(field, "@form", "") | trim | indent(8, true) }
#% endfor
        <footer>
          <.button variant="primary" phx-disable-with="Saving…">Save</.button>
          <.button navigate={back(@{ "@" ~ scope.assign_key ~ ", " if asks else "" }@live_action, @@{ row })}>Cancel</.button>
        </footer>
      </.form>
    </Layouts.app>
    """
  end

  defp back(@{ "scope, " if asks else "" }:new, _@{ row }), do: ~p"@{ own }"
  defp back(@{ "scope, " if asks else "" }:edit, @{ row }), do: ~p"@{ own }/#{@{ row }}"
#% if has_times

@{ forms.seconds() | trim("\n") }
#% endif
end
