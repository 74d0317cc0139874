#% macro links(links)
#% for link in links
@{ link.column }: changes.@{ link.step }.id@{ "" if loop.last else ", " -}
#% endfor
#% endmacro
#% set first_spec = scope.type_ ~ ", " if scope else ""
#% set pattern = scope.access_path | join(": %{") ~ ": owner" ~ "}}}}"[:(scope.access_path | length) - 1] if scope else ""
#% set access = scope.access_path | join(".") if scope else ""
#% set first = ("%" ~ scope.last ~ "{} = scope, ") if scope else ""
defmodule @{ operation.module } do
  @moduledoc """
  The steps of `@{ context.module }.@{ operation.function }/@{ 2 if scope else 1 }`, which run in one transaction.

  As an `Ecto.Multi` they can be inspected by tests and included in a larger operation.
  """

#% for it in aliases
  alias @{ it.module }@{ ", as: " ~ it.short if it.short else "" }
#% endfor

  @typedoc "The input of each step: attrs to insert, a row and attrs to update, or a row to delete."
  @type input :: %{
#% for step in steps
#% set row = step.type_
          @{ step.name }: @{ "map()" if step.action == "insert" else ("{" ~ row ~ ", map()}" if step.action == "update" else row) }@{ "" if loop.last else "," }
#% endfor
        }

  @typedoc "The row that each step wrote or deleted."
  @type result :: %{
#% for step in steps
          @{ step.name }: @{ step.type_ }@{ "" if loop.last else "," }
#% endfor
        }

  @type step :: :@{ steps | map(attribute="name") | join(" | :") }

  @doc "Returns the named steps."
  @spec multi(@{ first_spec }input()) :: Multi.t()
  def multi(@{ first }%{} = input) do
    Multi.new()
#% for step in steps
#% set pass = "scope, " if step.target.scope else ""
#% if step.action == "insert" and step.links
    |> Multi.insert(:@{ step.name }, &insert_@{ step.name }(@{ pass }&1, input.@{ step.name }))
#% elif step.action == "insert"
    |> Multi.insert(:@{ step.name }, @{ step.alias }.changeset(%@{ step.alias }{@{ scope.schema_key ~ ": scope." ~ access if step.target.scope else "" }}, input.@{ step.name }))
#% elif step.action == "update"
    |> Multi.update(:@{ step.name }, update_@{ step.name }(@{ pass }input.@{ step.name }), stale_error_field: :id)
#% else
    |> Multi.delete(:@{ step.name }, delete_@{ step.name }(@{ pass }input.@{ step.name }), stale_error_field: :id)
#% endif
#% endfor
  end
#% for step in steps
#% set is_scoped = step.target.scope
#% set owned = "%" ~ step.alias ~ "{" ~ (scope.schema_key ~ ": owner" if is_scoped else "") ~ "} = row"
#% set owner = "%" ~ scope.last ~ "{" ~ pattern ~ "}, " if is_scoped else ""
#% if step.action == "insert" and step.links

  defp insert_@{ step.name }(@{ "scope, " if is_scoped else "" }changes, attrs) do
    row = %@{ step.alias }{@{ scope.schema_key ~ ": scope." ~ access ~ ", " if is_scoped else "" }@{ links(step.links) | trim }}

    @{ step.alias }.changeset(row, Map.drop(attrs, [:@{ step.links | map(attribute="column") | join(", :") }, "@{ step.links | map(attribute="column") | join('", "') }"]))
  end
#% elif step.action == "update"

  defp update_@{ step.name }(@{ owner }{@{ owned }, attrs}), do: @{ step.alias }.changeset(row, attrs)
#% elif step.action == "delete"

  defp delete_@{ step.name }(@{ owner }@{ owned }), do: @{ step.alias ~ ".deletion(row)" if step.deletable else "row" }
#% endif
#% endfor
end
