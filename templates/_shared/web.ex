#% macro aliased(name)
alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }
#% endmacro
#% macro at(path, scope, who)
#% if scope and scope.route and scope.route.param
@{ path | replace(scope.route.param, "#{" ~ who ~ "." ~ scope.route.access ~ "}") }
#% else
@{ path }
#% endif
#% endmacro
#% macro by_label(other, variable)
@{ "%{id: " ~ variable ~ ".id" }@{ ", " ~ other.label ~ ": " ~ variable ~ "." ~ other.label if other.label else "" }}
#% endmacro
#% macro is_shown(field)
#% if not field.redact and field.kind != "binary" and field.inner != "binary" and field.kind not in ["has_many", "has_one"]
yes
#% endif
#% endmacro
#% macro label(field)
#% set kind = field.inner or field.kind
@{ field.title }@{ " (cents)" if kind == "money" else " (UTC)" if kind in ["utc_datetime", "utc_datetime_usec"] else "" }
#% endmacro
#% macro shown(field, row)
#% set value = row ~ "." ~ field.name
#% if field.kind == "boolean"
if @{ value }, do: "Yes", else: "No"
#% elif field.kind == "belongs_to"
@{ value ~ " && " if field.optional else "" }@{ value }.@{ field.target.label or "id" }
#% elif field.kind == "many_to_many"
Enum.map_join(@{ value }, ", ", & &1.@{ field.target.label or "id" })
#% elif field.kind == "array" and field.inner in ["map", "binary"]
inspect(@{ value })
#% elif field.kind == "array" and field.inner == "decimal"
Enum.map_join(@{ value }@{ " || []" if field.optional else "" }, ", ", &Decimal.to_string(&1, :normal))
#% elif field.kind == "array"
Enum.join(@{ value }@{ " || []" if field.optional else "" }, ", ")
#% elif field.kind in ["naive_datetime", "naive_datetime_usec", "utc_datetime", "utc_datetime_usec"]
to_string(@{ value })
#% elif field.kind == "map"
@{ value ~ " && " if field.optional else "" }inspect(@{ value })
#% elif field.kind == "binary"
@{ value ~ " && " if field.optional else "" }"#{byte_size(@{ value })} bytes"
#% else
@{ value }
#% endif
#% endmacro
#% macro heading(schema, fields, row)
#% set names = fields | selectattr("kind", "eq", "string") | rejectattr("optional") | rejectattr("redact") | list
@{ "{@" ~ row ~ "." ~ names[0].name ~ "}" if names else schema.title ~ " {@" ~ row ~ ".id}" }
#% endmacro
#% macro called(field, form, names)
@{ form ~ "_" ~ field.variable if field.variable in names | split else field.variable }
#% endmacro
#% macro item(field, row, names="")
#% if field.kind in ["embeds_one", "embeds_many"]
#% set part = called(field, row, names) | trim
<:item title="@{ field.title }">
#% if field.kind == "embeds_many"
  <.list :for={@{ part } <- @{ row }.@{ field.name }}>
#% else
  <.list :for={@{ part } <- List.wrap(@{ row }.@{ field.name })}>
#% endif
#% for inner in field.target.fields if item(inner, part, names ~ " " ~ part) | trim
@{ item(inner, part, names ~ " " ~ part) | trim | indent(4, true) }
#% endfor
  </.list>
</:item>
#% elif is_shown(field) | trim
<:item title="@{ label(field) | trim }">{@{ shown(field, row) | trim }}</:item>
#% endif
#% endmacro
