#% import "_shared/form.heex" as forms
#% import "_shared/web.ex" as web
#% set there = web.at(full_path, scope, "conn.assigns." ~ scope.assign_key if scope else "") | trim
#% set who = "conn.assigns." ~ scope.assign_key if scope else ""
#% set pass = who ~ ", " if scope else ""
#% set v = schema.variable
#% set words = schema.singular | replace("_", " ")
#% set rows = (forms.rows(fields) | trim | split | unique) if forms.rows(fields) | trim else []
#% set parts = (forms.maybe(fields) | trim | split | unique) if forms.maybe(fields) | trim else []
#% set chosen = fields | selectattr("kind", "in", ["belongs_to", "many_to_many"]) | list
#% set many = chosen | selectattr("kind", "equalto", "many_to_many") | list
#% set found = context.alias ~ ".get_" ~ schema.singular ~ "!(" ~ pass ~ "id)"
#% set found = "with_ids(" ~ found ~ ")" if many else found
#% set render = "render_form" if chosen else "render"
#% set again = "with_empty(changeset)" if rows else "changeset"
#% set attrs = "to_attrs(params)" if rows or parts or has_json else "params"
#% set new = "%" ~ schema.alias ~ "{" ~ (scope.schema_key ~ ": " ~ who ~ "." ~ (scope.access_path | join(".")) if scope else "") ~ "}"
defmodule @{ app.web }.@{ prefix }@{ schema.last }Controller do
  use @{ app.web }, :controller

  @{ web.aliased(context) | trim }
  @{ web.aliased(schema) | trim }
#% if rows or parts
  alias @{ app.web }.EmptyRows
#% endif
#% if has_json
  alias @{ app.web }.JSONInput
#% endif
  alias @{ app.web }.Paging

  def index(conn, params) do
    case Paging.read(params, &@{ context.alias }.list_@{ schema.plural }@{ "(" ~ pass ~ "&1)" if scope else "/1" }) do
      {:ok, page} -> render(conn, :index, page_title: "@{ schema.title_plural }", page: page)
      {:error, _changeset} -> redirect(conn, to: ~p"@{ there }")
    end
  end

  def show(conn, %{"id" => id}) do
    render(conn, :show, page_title: "@{ schema.title }", @{ v }: @{ context.alias }.get_@{ schema.singular }!(@{ pass }id))
  end

  def new(conn, _params) do
    changeset = @{ context.alias }.change_@{ schema.singular }(@{ pass }@{ new })
    @{ render }(conn, :new, page_title: "New @{ words }", changeset: changeset)
  end

  def create(conn, %{"@{ schema.singular }" => params}) do
    case @{ context.alias }.create_@{ schema.singular }(@{ pass }@{ attrs }) do
      {:ok, @{ v }} ->
        conn
        |> put_flash(:info, "The @{ words } was saved.")
        |> redirect(to: ~p"@{ there }/#{@{ v }}")

      {:error, changeset} ->
        conn
        |> put_status(:unprocessable_content)
        |> put_flash(:error, "The @{ words } was not saved. Some fields need attention.")
        |> @{ render }(:new, page_title: "New @{ words }", changeset: @{ again })
    end
  end

  def edit(conn, %{"id" => id}) do
    @{ v } = @{ found }
    changeset = @{ context.alias }.change_@{ schema.singular }(@{ pass }@{ v })
    @{ render }(conn, :edit, page_title: "Edit @{ words }", @{ v }: @{ v }, changeset: changeset)
  end

  def update(conn, %{"id" => id, "@{ schema.singular }" => params}) do
    @{ v } = @{ found }

    case @{ context.alias }.update_@{ schema.singular }(@{ pass }@{ v }, @{ attrs }) do
      {:ok, @{ v }} ->
        conn
        |> put_flash(:info, "The @{ words } was saved.")
        |> redirect(to: ~p"@{ there }/#{@{ v }}")

      {:error, changeset} ->
        conn
        |> put_status(:unprocessable_content)
        |> put_flash(:error, "The @{ words } was not saved. Some fields need attention.")
        |> @{ render }(:edit, page_title: "Edit @{ words }", @{ v }: @{ v }, changeset: @{ again })
    end
  end

  def delete(conn, %{"id" => id}) do
    @{ v } = @{ context.alias }.get_@{ schema.singular }!(@{ pass }id)

    case @{ context.alias }.delete_@{ schema.singular }(@{ pass }@{ v }) do
      {:ok, _deleted} ->
        conn
        |> put_flash(:info, "The @{ words } was deleted.")
        |> redirect(to: ~p"@{ there }")

      {:error, _changeset} ->
        conn
        |> put_flash(:error, "The @{ words } is still in use.")
        |> redirect(to: ~p"@{ there }/#{@{ v }}")
    end
  end
#% if many

  # The form selects by id.
  defp with_ids(@{ v }) do
    %{@{ v } | @{ "" -}
#% for field in many
@{ field.ids }: Enum.map(@{ v }.@{ field.name }, & &1.id)@{ "}" if loop.last else ", " -}
#% endfor
@{ "" }
  end
#% endif
#% if chosen

  defp render_form(conn, template, assigns) do
    changeset = assigns[:changeset]

    conn
#% for field in chosen
    |> assign(:@{ field.name }_options, @{ context.alias }.@{ schema.singular }_@{ field.name }_options(@{ pass }chosen: Ecto.Changeset.get_field(changeset, :@{ field.ids or field.column })))
#% endfor
    |> render(template, assigns)
  end
#% endif
#% if rows

  defp with_empty(changeset), do: EmptyRows.offer(changeset, ~w(@{ rows | join(" ") }))
#% endif
#% if rows or parts or has_json

#% if (rows and parts) or (rows and has_json) or (parts and has_json)
  defp to_attrs(params) do
    params
#% if parts
    |> EmptyRows.nilify(~w(@{ parts | join(" ") }))
#% endif
#% if rows
    |> EmptyRows.reject(~w(@{ rows | join(" ") }))
#% endif
#% if has_json
    |> JSONInput.read_json(@{ schema.alias })
#% endif
  end
#% elif rows
  defp to_attrs(params), do: EmptyRows.reject(params, ~w(@{ rows | join(" ") }))
#% elif parts
  defp to_attrs(params), do: EmptyRows.nilify(params, ~w(@{ parts | join(" ") }))
#% else
  defp to_attrs(params), do: JSONInput.read_json(params, @{ schema.alias })
#% endif
#% endif
end
