defmodule @{app.web}.CoreComponents do
  @moduledoc """
  The UI components shared by all pages: buttons, forms, tables, notices, and icons.

  The markup has a few plain class names, such as `btn` or `alert`, which `app.css` styles.
  Phoenix's generators call these components, so keep their names and attributes.
  """

  use Phoenix.Component
#% if gettext
  use Gettext, backend: @{app.web}.Gettext
#% endif

  alias Phoenix.HTML.Form
  alias Phoenix.HTML.FormField
#% if live
  alias Phoenix.LiveView.JS
  alias Phoenix.LiveView.LiveStream
#% endif

  @doc """
  Renders a notice with a flash message or the inner block.

      <.flash kind={:info} flash={@flash} />
      <.flash kind={:error} title="Not saved">The name is taken.</.flash>
  """
  attr :id, :string, doc: "defaults to `flash-info` or `flash-error`"
  attr :flash, :map, default: %{}
  attr :title, :string, default: nil
  attr :kind, :atom, values: [:info, :error]
  attr :rest, :global

  slot :inner_block

  def flash(assigns) do
    assigns = assign_new(assigns, :id, fn -> "flash-#{assigns.kind}" end)

    ~H"""
    <div
      :if={@inner_block != [] || Phoenix.Flash.get(@flash, @kind)}
      id={@id}
      class={["alert", "alert-#{@kind}"]}
      role={if @kind == :error, do: "alert", else: "status"}
      {@rest}
    >
      <.icon name={flash_icon(@kind)} />
      <div class="alert-text">
        <p :if={@title} class="alert-title">{@title}</p>
        <p>{render_slot(@inner_block) || Phoenix.Flash.get(@flash, @kind)}</p>
      </div>
      <button
        type="button"
        class="alert-close"
#% if gettext
        aria-label={gettext("Close")}
#% else
        aria-label="Close"
#% endif
#% if live
        phx-click={JS.push("lv:clear-flash", value: %{key: @kind}) |> hide("##{@id}")}
#% else
        data-close
#% endif
      >
        <.icon name="hero-x-mark" />
      </button>
    </div>
    """
  end

  defp flash_icon(:info), do: "hero-information-circle"
  defp flash_icon(:error), do: "hero-exclamation-circle"

  @doc """
  Renders a button, or a link that looks like one if it has a destination.

      <.button variant="primary">Save</.button>
      <.button navigate={~p"/"}>Back</.button>
  """
  attr :class, :any, doc: "replaces the classes of the variant"
  attr :variant, :string, values: ["primary"]

  attr :rest, :global,
    include: ~w(href navigate patch method download name value type form disabled)

  slot :inner_block, required: true

  def button(assigns) do
    assigns = assign_new(assigns, :class, fn -> ["btn", assigns[:variant] && "btn-primary"] end)

    if Enum.any?([:href, :navigate, :patch], &assigns.rest[&1]) do
      ~H"""
      <.link class={@class} {@rest}>{render_slot(@inner_block)}</.link>
      """
    else
      ~H"""
      <button class={@class} {@rest}>{render_slot(@inner_block)}</button>
      """
    end
  end

  @doc """
  Renders a form control with its label and errors.

  Pass the `field` of a form, or `name`, `value`, and `errors` separately. In addition to the
  types of HTML inputs, `type` may be `select` or `textarea`. Use `checkbox` for booleans.

      <.input field={@form[:email]} type="email" label="Email" />
      <.input field={@form[:role]} type="select" label="Role" options={["admin", "member"]} />
  """
  attr :id, :any, default: nil
  attr :name, :any
  attr :label, :string, default: nil
  attr :value, :any

  attr :type, :string,
    default: "text",
    values: ~w(checkbox color date datetime-local email file hidden month number password range
               search select tel text textarea time url week)

  attr :field, FormField, doc: "such as `@form[:email]`"
  attr :errors, :list, default: []
  attr :checked, :boolean, doc: "for checkboxes; derived from the value by default"
  attr :prompt, :string, default: nil, doc: "the label of the empty option of a select"
  attr :options, :list, doc: "for selects; see `Phoenix.HTML.Form.options_for_select/2`"
  attr :multiple, :boolean, default: false
  attr :class, :any, default: nil, doc: "replaces the classes of the control"
  attr :error_class, :any, default: nil, doc: "replaces the class of a control with errors"

  attr :rest, :global,
    include: ~w(accept autocomplete capture cols disabled form list max maxlength min minlength
                multiple pattern placeholder readonly required rows size step)

  def input(%{field: %FormField{} = field} = assigns) do
    # Errors are not shown before the field has been used.
    errors = if used_input?(field), do: field.errors, else: []

    assigns
    |> assign(:field, nil)
    |> assign(:id, assigns.id || field.id)
    |> assign(:errors, Enum.map(errors, &translate_error/1))
    |> assign_new(:name, fn -> control_name(field.name, assigns.multiple) end)
    |> assign_new(:value, fn -> field.value end)
    |> input()
  end

  def input(%{type: "hidden"} = assigns) do
    ~H"""
    <input type="hidden" id={@id} name={@name} value={@value} {@rest} />
    """
  end

  def input(%{type: "checkbox"} = assigns) do
    assigns =
      assign_new(assigns, :checked, fn -> Form.normalize_value("checkbox", assigns[:value]) end)

    ~H"""
    <div class="field">
      <label class="field-check">
        <input
          type="hidden"
          name={@name}
          value="false"
          disabled={@rest[:disabled]}
          form={@rest[:form]}
        />
        <input
          type="checkbox"
          id={@id}
          name={@name}
          value="true"
          checked={@checked}
          class={@class || "checkbox"}
          {error_attrs(@errors, @id)}
          {@rest}
        />
        <span>{@label}</span>
      </label>
      <.field_errors id={@id} errors={@errors} />
    </div>
    """
  end

  def input(%{type: "select"} = assigns) do
    ~H"""
    <div class="field">
      <label :if={@label} for={@id}>{@label}</label>
      <select
        id={@id}
        name={@name}
        class={control_class("select", assigns)}
        multiple={@multiple}
        {error_attrs(@errors, @id)}
        {@rest}
      >
        <option :if={@prompt} value="">{@prompt}</option>
        {Form.options_for_select(@options, @value)}
      </select>
      <.field_errors id={@id} errors={@errors} />
    </div>
    """
  end

  def input(%{type: "textarea"} = assigns) do
    ~H"""
    <div class="field">
      <label :if={@label} for={@id}>{@label}</label>
      <textarea
        id={@id}
        name={@name}
        class={control_class("textarea", assigns)}
        {error_attrs(@errors, @id)}
        {@rest}
      >{Form.normalize_value("textarea", @value)}</textarea>
      <.field_errors id={@id} errors={@errors} />
    </div>
    """
  end

  # The tests generated by `mix phx.gen.auth` rely on the order of the first attributes.
  def input(assigns) do
    ~H"""
    <div class="field">
      <label :if={@label} for={@id}>{@label}</label>
      <input
        type={@type}
        name={@name}
        id={@id}
        value={Form.normalize_value(@type, @value)}
        class={control_class("input", assigns)}
        {error_attrs(@errors, @id)}
        {@rest}
      />
      <.field_errors id={@id} errors={@errors} />
    </div>
    """
  end

  defp control_name(name, multiple), do: if(multiple, do: name <> "[]", else: name)

  defp control_class(base, %{errors: []} = assigns), do: assigns.class || base

  defp control_class(base, assigns),
    do: [assigns.class || base, assigns.error_class || "input-error"]

  defp error_attrs([], _id), do: []
  defp error_attrs(_errors, nil), do: ["aria-invalid": "true"]
  defp error_attrs(_errors, id), do: ["aria-invalid": "true", "aria-describedby": "#{id}-errors"]

  attr :id, :any, required: true
  attr :errors, :list, required: true

  defp field_errors(assigns) do
    ~H"""
    <ul :if={@errors != []} id={@id && "#{@id}-errors"} class="field-errors">
      <li :for={error <- @errors}><.icon name="hero-exclamation-circle" />{error}</li>
    </ul>
    """
  end

  @doc "Renders the header of a page with a title, a subtitle, and actions."
  slot :inner_block, required: true
  slot :subtitle
  slot :actions

  def header(assigns) do
    ~H"""
    <header class="page-header">
      <div>
        <h1>{render_slot(@inner_block)}</h1>
        <p :if={@subtitle != []} class="page-subtitle">{render_slot(@subtitle)}</p>
      </div>
      <div :if={@actions != []} class="page-actions">{render_slot(@actions)}</div>
    </header>
    """
  end

  @doc """
  Renders a table of rows@{ ", which may be a stream" if live else "" }.

      <.table id="users" rows={@users}>
        <:col :let={user} label="Name">{user.name}</:col>
        <:action :let={user}><.link href={path(user)}>Show</.link></:action>
      </.table>
  """
  attr :id, :string, required: true
  attr :rows, :list, required: true
  attr :row_id, :any, default: nil, doc: "a function that returns the DOM id of a row"
  attr :row_click, :any, default: nil, doc: "a function that returns the `phx-click` of a row"
  attr :row_item, :any, default: &Function.identity/1, doc: "maps a row before it is passed to the slots"

  slot :col, required: true do
    attr :label, :string
  end

  slot :action, doc: "the actions at the end of each row"

  def table(assigns) do
#% if live
    assigns = assign(assigns, :row_id, assigns.row_id || row_id(assigns.rows))

#% endif
    ~H"""
    <div class="table-scroll">
      <table class="table">
        <thead>
          <tr>
            <th :for={col <- @col} scope="col">{col[:label]}</th>
            <th :if={@action != []} scope="col">
#% if gettext
              <span class="sr-only">{gettext("Actions")}</span>
#% else
              <span class="sr-only">Actions</span>
#% endif
            </th>
          </tr>
        </thead>
#% if live
        <tbody id={@id} phx-update={is_struct(@rows, LiveStream) && "stream"}>
#% else
        <tbody id={@id}>
#% endif
          <tr :for={row <- @rows} id={@row_id && @row_id.(row)}>
            <td :for={col <- @col} phx-click={@row_click && @row_click.(row)}>
              {render_slot(col, @row_item.(row))}
            </td>
            <td :if={@action != []} class="table-actions">
              <div>
                <span :for={action <- @action}>{render_slot(action, @row_item.(row))}</span>
              </div>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
    """
  end

#% if live
  # The items of a stream come with their DOM ids.
  defp row_id(%LiveStream{}), do: fn {dom_id, _item} -> dom_id end
  defp row_id(rows) when is_list(rows), do: nil

#% endif
  @doc """
  Renders a list of titles and values.

      <.list>
        <:item title="Name">{@user.name}</:item>
      </.list>
  """
  slot :item, required: true do
    attr :title, :string, required: true
  end

  def list(assigns) do
    ~H"""
    <dl class="list">
      <div :for={item <- @item}>
        <dt>{item.title}</dt>
        <dd>{render_slot(item)}</dd>
      </div>
    </dl>
    """
  end

  @doc """
  Renders an icon in the color of the surrounding text.

#% if tailwind
  Takes the name of a [Heroicon](https://heroicons.com), prefixed with `hero-`. The suffixes
  `-solid`, `-mini`, and `-micro` select other styles.

      <.icon name="hero-sun" />
      <.icon name="hero-bolt-mini" class="size-4" />
#% else
  The icons are defined in `app.css`; to add one, add its class there.

      <.icon name="hero-sun" />
      <.icon name="hero-sun" class="size-6" />
#% endif
  """
  attr :name, :string, required: true
  attr :class, :any, default: nil

  def icon(%{name: "hero-" <> _name} = assigns) do
    ~H"""
    <span class={["icon", @name, @class]} aria-hidden="true"></span>
    """
  end
#% if live

  @doc "Fades an element in."
  def show(js \\ %JS{}, selector) do
    JS.show(js, to: selector, time: 200, transition: {"fade", "fade-out", "fade-in"})
  end

  @doc "Fades an element out."
  def hide(js \\ %JS{}, selector) do
    JS.hide(js, to: selector, time: 200, transition: {"fade", "fade-in", "fade-out"})
  end
#% endif

#% if gettext
  @doc "Translates the error message of a changeset."
  def translate_error({message, opts}) do
    # The messages are only known at run time, so they are looked up in the `errors` domain.
    if count = opts[:count] do
      Gettext.dngettext(@{app.web}.Gettext, "errors", message, message, count, opts)
    else
      Gettext.dgettext(@{app.web}.Gettext, "errors", message, opts)
    end
  end
#% else
  @doc "Interpolates the error message of a changeset."
  def translate_error({message, opts}) do
    Regex.replace(~r/%\{(\w+)\}/, message, fn _match, key ->
      to_string(opts[String.to_existing_atom(key)])
    end)
  end
#% endif

  @doc "Translates the errors of a field, given all errors."
  def translate_errors(errors, field) when is_list(errors) do
    errors |> Keyword.get_values(field) |> Enum.map(&translate_error/1)
  end
end
