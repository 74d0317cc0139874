#% import "_shared/fields.ex" as ex
#% set other = it.target
#% set is_scoped = scope and other.scoped
#% set first_spec = scope.type_ if scope else ""
#% set head = "(%" ~ scope.last ~ "{} = scope)" if is_scoped else ("(%" ~ scope.last ~ "{})" if scope else "")
#% set label = other.label or "id"
#% set where = ", where: row." ~ scope.schema_key ~ " == ^scope." ~ (scope.access_path | join(".")) if is_scoped else ""
#% set name = schema.singular ~ "_" ~ it.name ~ "_options"
@doc "The choices for `@{ it.name }` in a form, in order: at most 1,000."
@spec @{ name }(@{ first_spec }) :: [{@{ "String.t()" if other.label else (ex.key_spec(other) | trim) }, @{ ex.key_spec(other) | trim }}]
def @{ name }@{ head } do
  Repo.all(from row in @{ other.alias if other.context.module == context.module else other.module }@{ where }, order_by: row.@{ label }, limit: 1_000, select: {row.@{ label }, row.id})
end
