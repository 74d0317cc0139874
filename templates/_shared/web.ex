#% macro aliased(name)
alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }
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
@{ field.title }@{ " (cents)" if field.kind == "money" else " (UTC)" if field.kind in ["utc_datetime", "utc_datetime_usec"] else "" }
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
#% elif field.kind == "array"
Enum.join(@{ value }@{ " || []" if field.optional else "" }, ", ")
#% elif field.kind in ["map", "embeds_one", "embeds_many"]
inspect(@{ value })
#% elif field.kind == "binary"
@{ value ~ " && " if field.optional else "" }"#{byte_size(@{ value })} bytes"
#% else
@{ value }
#% endif
#% endmacro
