#% import "_shared/fields.ex" as ex
#% set other = it.target
#% set is_scoped = scope and other.scoped
#% set first_spec = scope.type_ ~ ", " if scope else ""
#% set first = "%" ~ scope.last ~ "{}" ~ (" = scope" if is_scoped else "") ~ ", " if scope else ""
#% set label = other.label or "id"
#% set where = ", where: row." ~ scope.schema_key ~ " == ^scope." ~ (scope.access_path | join(".")) if is_scoped else ""
#% set name = schema.singular ~ "_" ~ it.name ~ "_options"
@doc "Lists options for `@{ it.name }`: those with the ids `:chosen`, then up to `:limit` (1,000) others."
@spec @{ name }(@{ first_spec }keyword()) :: [{@{ "String.t()" if other.label else (ex.key_spec(other) | trim) }, @{ ex.key_spec(other) | trim }}]
def @{ name }(@{ first }opts \\ []) do
  chosen = List.wrap(opts[:chosen])
  limit = length(chosen) + Keyword.get(opts, :limit, 1_000)

  Repo.all(from row in @{ other.alias if other.context.module == context.module else other.module }@{ where }, order_by: [row.id not in ^chosen, row.@{ label }], limit: ^limit, select: {row.@{ label }, row.id})
end
