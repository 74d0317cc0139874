#% import "_shared/fields.ex" as ex
#% macro broken(field)
@{ field.ids or field.column }: @{ "nil" if field.required else (ex.broken(field) | trim or 0) }
#% endmacro
#% set pass = "scope, " if scope else ""
#% set only = "(scope)" if scope else "()"
#% set with = ", %{scope: scope}" if scope else ""
#% set run = context.alias ~ "." ~ operation.function
defmodule @{ operation.module }Test do
  use @{ app.module }.DataCase, async: @{ postgres }
#% if test_imports

#% for module in test_imports
  import @{ module }
#% endfor
#% endif

#% for it in test_aliases
  alias @{ it.module }@{ ", as: " ~ it.short if it.short else "" }
#% endfor
#% if scope

  setup do
    %{scope: @{ scope.name }_scope_fixture()}
  end
#% endif

  test "runs the steps in this order"@{ with } do
    steps = @{ operation.last }.multi(@{ pass }input@{ only })

    assert steps |> Multi.to_list() |> Keyword.keys() == [:@{ steps | map(attribute="name") | join(", :") }]
  end

  test "runs all steps"@{ with } do
    assert {:ok, done} = @{ run }(@{ pass }input@{ only })

#% for step in steps
    @{ "refute" if step.action == "delete" else "assert" } Repo.reload(done.@{ step.name })
#% endfor
  end
#% for step in steps if step.failing or step.action == "delete"

  test "rolls back if @{ step.words } fails"@{ with } do
#% if step.failing and step.action == "insert"
    input = %{input@{ only } | @{ step.name }: %{@{ broken(step.failing) | trim }}}
#% elif step.failing and step.action == "update"
    input = Map.update!(input@{ only }, :@{ step.name }, fn {row, _attrs} -> {row, %{@{ broken(step.failing) | trim }}} end)
#% else
    input = input@{ only }
    Repo.delete!(input.@{ step.name })
#% endif
    before = rows()

    assert {:error, :@{ step.name }, %Ecto.Changeset{}, _done} = @{ run }(@{ pass }input)
    assert rows() == before
  end
#% endfor
#% if steps | rejectattr("failing") | rejectattr("action", "eq", "delete") | list

  test "rolls back with the transaction it is part of"@{ with } do
    steps = @{ operation.last }.multi(@{ pass }input@{ only })
    before = rows()

    assert {:error, "later", :refused, _done} = steps |> Multi.error("later", :refused) |> Repo.transact()
    assert rows() == before
  end
#% endif

  defp input@{ "(scope)" if scope else "" } do
    %{
#% for step in steps
#% set it = step.target
#% set owned = "scope" if it.scope else ""
#% if step.action == "insert" and step.links
      @{ step.name }: @{ step.fixtures_prefix }valid_@{ it.schema.singular }_attrs(@{ "scope, " if it.scope else "" }%{@{ step.links | map(attribute="column") | join(": nil, ") }: nil})@{ "" if loop.last else "," }
#% elif step.action == "insert"
      @{ step.name }: @{ step.fixtures_prefix }valid_@{ it.schema.singular }_attrs(@{ owned })@{ "" if loop.last else "," }
#% elif step.action == "update"
      @{ step.name }: {@{ step.fixtures_prefix }@{ it.schema.singular }_fixture(@{ owned }), %{@{ ex.changes(it.plain) | trim }}}@{ "" if loop.last else "," }
#% else
      @{ step.name }: @{ step.fixtures_prefix }@{ it.schema.singular }_fixture(@{ owned })@{ "" if loop.last else "," }
#% endif
#% endfor
    }
  end

  defp rows, do: Enum.map([@{ schemas | join(", ") }], &Repo.all(from row in &1, order_by: row.id))
end
