#% macro atoms(names)
@{ "[:" ~ (names | join(", :")) ~ "]" if names else "[]" }
#% endmacro
#% macro atom(name)
@{ "Ecto.UUID" if name == "Ecto.UUID" else ":" ~ name }
#% endmacro
#% macro ecto_type(field)
#% if field.kind == "enum"
Ecto.Enum, values: [:@{ field.choices | map(attribute="name") | join(", :") }]
#% elif field.kind == "array"
{:array, @{ atom(field.ecto) | trim }}
#% else
@{ atom(field.ecto) }
#% endif
#% endmacro
#% macro scalar_spec(kind)
#% if kind in ["string", "text", "uuid"]
String.t()
#% elif kind in ["integer", "bigint", "money"]
integer()
#% elif kind == "decimal"
Decimal.t()
#% elif kind == "date"
Date.t()
#% elif kind in ["time", "time_usec"]
Time.t()
#% elif kind in ["naive_datetime", "naive_datetime_usec"]
NaiveDateTime.t()
#% elif kind in ["utc_datetime", "utc_datetime_usec"]
DateTime.t()
#% else
@{ kind }()
#% endif
#% endmacro
#% macro spec(field)
#% if field.kind == "enum"
:@{ field.choices | map(attribute="name") | join(" | :") }@{ " | nil" if field.default is none else "" }
#% elif field.kind == "array"
[@{ scalar_spec(field.inner) | trim }]@{ "" if default(field) | trim else " | nil" }
#% else
@{ scalar_spec(field.kind) | trim }@{ " | nil" if field.default is none else "" }
#% endif
#% endmacro
#% macro module_of(field)
@{ "__MODULE__" if field.to_itself else field.target.module }
#% endmacro
#% macro type_of(field)
@{ "t()" if field.to_itself else (field.target.module ~ ".t()" if field.target.typed else "struct()") }
#% endmacro
#% macro key_spec(other)
@{ "Ecto.UUID.t()" if other.uuid else "integer()" }
#% endmacro
#% macro field_line(field)
field :@{ field.name }, @{ ecto_type(field) | trim }@{ ", default: " ~ (default(field) | trim) if default(field) | trim else "" }@{ ", redact: true" if field.redact else "" }
#% endmacro
#% macro column(field, mysql)
#% if field.kind in ["embeds_one", "embeds_many"]
:map
#% elif field.kind == "enum"
:string
#% elif field.kind == "array"
{:array, :@{ "text" if field.column_type == "string" else field.column_type }}
#% else
:@{ field.column_type }
#% endif
#% endmacro
#% macro number(text)
@{ text | number }
#% endmacro
#% macro micro(text)
@{ text if "." in text else (text[:-1] ~ ".000000Z" if text[-1:] == "Z" else text ~ ".000000") }
#% endmacro
#% macro scalar(kind, text)
#% if kind == "decimal"
Decimal.new("@{ text }")
#% elif kind == "date"
~D[@{ text }]
#% elif kind == "time"
~T[@{ text }]
#% elif kind == "time_usec"
~T[@{ micro(text) | trim }]
#% elif kind == "naive_datetime"
~N[@{ text | replace("T", " ") }]
#% elif kind == "naive_datetime_usec"
~N[@{ micro(text) | trim | replace("T", " ") }]
#% elif kind == "utc_datetime"
~U[@{ text | replace("T", " ") }]
#% elif kind == "utc_datetime_usec"
~U[@{ micro(text) | trim | replace("T", " ") }]
#% elif kind in ["integer", "bigint", "money"]
@{ number(text) }
#% elif kind == "float"
@{ number(text) | trim }@{ "" if "." in text else ".0" }
#% elif kind == "boolean"
@{ text }
#% elif kind == "enum"
:@{ text }
#% elif kind == "map"
%{}
#% else
"@{ text }"
#% endif
#% endmacro
#% macro items(kind, literal)
#% for item in literal
@{ scalar(kind, item) | trim }@{ "" if loop.last else ", " -}
#% endfor
#% endmacro
#% macro value(field, literal)
#% if field.kind == "array"
[@{ items(field.inner, literal) | trim }]
#% else
@{ scalar(field.kind, literal) }
#% endif
#% endmacro
#% macro default(field)
#% if field.default is not none
@{ value(field, field.default) }
#% elif field.kind == "array" and not field.optional and field.min in [none, "0"]
[]
#% endif
#% endmacro
#% macro column_default(field)
#% if field.kind in ["array", "map", "integer", "bigint", "money", "float", "boolean"]
@{ default(field) }
#% else
"@{ field.default }"
#% endif
#% endmacro
#% macro unique_number(field)
@{ number(field.apart.from) | trim ~ " + " if field.apart.from else "" }@{ "rem(System.unique_integer([:positive, :monotonic]), " ~ (number(field.apart.room) | trim) ~ ")" if field.apart.room else "System.unique_integer([:positive])" }
#% endmacro
#% macro unique_item(kind, text)
#% if kind in ["integer", "bigint", "money"]
System.unique_integer([:positive])
#% elif kind == "float"
System.unique_integer([:positive]) / 1
#% elif kind == "decimal"
Decimal.new(System.unique_integer([:positive]))
#% elif kind == "date"
Date.add(@{ scalar(kind, text) | trim }, System.unique_integer([:positive]))
#% elif kind in ["time", "time_usec"]
Time.add(@{ scalar(kind, text) | trim }, System.unique_integer([:positive]))
#% elif kind in ["naive_datetime", "naive_datetime_usec"]
NaiveDateTime.add(@{ scalar(kind, text) | trim }, System.unique_integer([:positive]))
#% elif kind in ["utc_datetime", "utc_datetime_usec"]
DateTime.add(@{ scalar(kind, text) | trim }, System.unique_integer([:positive]))
#% elif kind == "uuid"
Ecto.UUID.generate()
#% else
"@{ text } #{System.unique_integer([:positive])}"
#% endif
#% endmacro
#% macro unique_value(field)
#% if field.apart.width
System.unique_integer([:positive, :monotonic]) |> rem(@{ (36 ** ([field.apart.width, 5] | min)) }) |> Integer.to_string(36) |> String.pad_leading(@{ field.apart.width }, "0")@{ " |> String.downcase()" if field.format == "slug" else "" }
#% elif field.format == "email"
"@{ field.name }#{System.unique_integer([:positive])}@example.com"
#% elif field.format == "url"
"https://example.com/#{System.unique_integer([:positive])}"
#% elif field.format == "slug"
"@{ field.sample }-#{System.unique_integer([:positive])}"
#% elif field.number and field.kind == "float"
(@{ unique_number(field) | trim }) / 1
#% elif field.number and field.kind == "decimal"
Decimal.new(@{ unique_number(field) | trim })
#% elif field.number
@{ unique_number(field) }
#% elif field.kind == "array" and field.min is not none
List.duplicate(@{ unique_item(field.inner, field.sample[0]) | trim }, @{ field.sample | length })
#% elif field.kind == "array"
[@{ unique_item(field.inner, field.sample[0]) | trim }]
#% else
@{ unique_item(field.kind, field.sample) }
#% endif
#% endmacro
#% macro sample(field)
@{ unique_value(field) if field.unique else value(field, field.sample) }
#% endmacro
#% macro changes(fields)
#% for field in fields if field.other is not none
@{ field.name }: @{ value(field, field.other) | trim }@{ "" if loop.last else ", " -}
#% endfor
#% endmacro
#% macro float(value)
@{ number(value) | trim }@{ "" if "." in (value | string) else ".0" }
#% endmacro
#% macro scalar_generator(field, kind)
#% if kind == "enum"
member_of([:@{ field.choices | map(attribute="name") | join(", :") }])
#% elif field.format == "email"
map(string(:alphanumeric, min_length: 1, max_length: 20), &"#{&1}@example.com")
#% elif field.format == "url"
map(string(:alphanumeric, max_length: 20), &"https://example.com/#{&1}")
#% elif field.format == "slug"
string(?a..?z, min_length: @{ field.min or 1 }, max_length: @{ field.max or 20 })
#% elif kind in ["string", "text", "binary"]
string(:alphanumeric, min_length: @{ field.min if field.text and field.min else 1 }, max_length: @{ field.max if field.text and field.max else 60 })
#% elif kind in ["integer", "bigint", "money"] and field.whole
integer(@{ number(field.lower) | trim }..@{ number(field.upper) | trim })
#% elif kind in ["integer", "bigint", "money"]
integer(0..1_000)
#% elif kind == "decimal" and field.number and field.lower is none
member_of([@{ value(field, field.sample) | trim }, @{ value(field, field.other) | trim }])
#% elif kind == "decimal" and field.number
map(integer(@{ number(field.lower) | trim }..@{ number(field.upper) | trim }), &Decimal.new/1)
#% elif kind == "decimal"
map(integer(0..1_000), &Decimal.new/1)
#% elif kind == "float" and field.number
float(min: @{ float(field.min if field.min is not none else field.lower) | trim }, max: @{ float(field.max if field.max is not none else field.upper) | trim })
#% elif kind == "float"
float(min: 0.0, max: 1.0)
#% elif kind == "boolean"
boolean()
#% elif kind == "date"
map(integer(0..36_500), &Date.add(~D[2000-01-01], &1))
#% elif kind == "time"
map(integer(0..86_399), &Time.add(~T[00:00:00], &1))
#% elif kind == "time_usec"
map(integer(0..86_399), &Time.add(~T[00:00:00.000000], &1))
#% elif kind == "naive_datetime"
map(integer(0..2_000_000_000), &NaiveDateTime.add(~N[2000-01-01 00:00:00], &1))
#% elif kind == "naive_datetime_usec"
map(integer(0..2_000_000_000), &NaiveDateTime.add(~N[2000-01-01 00:00:00.000000], &1))
#% elif kind == "utc_datetime"
map(integer(0..2_000_000_000), &DateTime.from_unix!/1)
#% elif kind == "utc_datetime_usec"
map(integer(0..2_000_000_000), &DateTime.from_unix!(&1, :microsecond))
#% elif kind == "uuid"
map(binary(length: 16), &Ecto.UUID.cast!/1)
#% elif kind == "map"
map_of(string(:alphanumeric), integer(), max_length: 3)
#% endif
#% endmacro
#% macro generator(field)
#% if field.kind == "belongs_to"
@{ "map(binary(length: 16), &Ecto.UUID.cast!/1)" if field.target.uuid else "positive_integer()" }
#% elif field.kind == "array"
list_of(@{ scalar_generator(field, field.inner) | trim }, @{ "min_length: " ~ field.min ~ ", " if field.min is not none else "" }max_length: @{ field.max if field.max is not none else ((field.min | int) + 3 if field.min is not none else 3) })
#% else
@{ scalar_generator(field, field.kind) }
#% endif
#% endmacro
#% macro lengths(field)
@{ "min: " ~ field.min if field.min is not none else "" }@{ ", " if field.min is not none and field.max is not none else "" }@{ "max: " if field.max is not none else "" }@{ number(field.max) | trim if field.max is not none else "" }
#% endmacro
#% macro limit(field, sign)
@{ "Decimal.new(\"" ~ sign ~ field.limit ~ "\")" if "." in field.limit else sign ~ (field.limit | number) }
#% endmacro
#% macro bounds(field)
#% set digits = field.limit
#% if field.min is not none or field.whole
greater_than_or_equal_to: @{ number(field.min if field.min is not none else field.lower) | trim -}
#% elif digits is not none
greater_than_or_equal_to: @{ limit(field, "-") | trim -}
#% endif
#% if (field.min is not none or field.whole or digits is not none) and (field.max is not none or field.whole or digits is not none)
, @{ "" -}
#% endif
#% if field.max is not none or field.whole
less_than_or_equal_to: @{ number(field.max if field.max is not none else field.upper) | trim -}
#% elif digits is not none
less_than_or_equal_to: @{ limit(field, "") | trim -}
#% endif
#% endmacro
#% macro rules(field)
#% if field.text and lengths(field) | trim
    |> validate_length(:@{ field.name }, @{ lengths(field) | trim }, count: :codepoints)
#% elif field.kind == "array" and lengths(field) | trim
    |> validate_length(:@{ field.name }, @{ lengths(field) | trim })
#% elif field.number and bounds(field) | trim
    |> validate_number(:@{ field.name }, @{ bounds(field) | trim })
#% endif
#% if field.bytes
    |> validate_length(:@{ field.name }, max: @{ field.bytes }, count: :bytes)
#% endif
#% if field["items"]
    |> validate_subset(:@{ field.name }, @{ number(field["items"][0]) | trim }..@{ number(field["items"][1]) | trim })
#% endif
#% if field.format == "email"
    |> validate_format(:@{ field.name }, ~r/\A[^\s@]+@[^\s@]+\z/, message: "must be an email address")
#% elif field.format == "url"
    |> validate_format(:@{ field.name }, ~r{\Ahttps?://\S+\z}, message: "must begin with http:// or https://")
#% elif field.format == "slug"
    |> validate_format(:@{ field.name }, ~r/\A[a-z0-9]+(?:-[a-z0-9]+)*\z/, message: "must be lowercase letters and digits, joined by dashes")
#% endif
#% endmacro
#% macro all_rules(fields)
#% for field in fields
@{ rules(field) -}
#% endfor
#% endmacro
#% macro embed_cast(field)
#% if field.kind == "embeds_one"
    |> cast_embed(:@{ field.name }@{ ", required: true" if not field.optional else "" })
#% else
    |> cast_embed(:@{ field.name }, sort_param: :@{ field.name }_sort, drop_param: :@{ field.name }_drop)
#% endif
#% endmacro
#% macro embeds_casts(embeds)
#% for field in embeds
@{ embed_cast(field) -}
#% endfor
#% endmacro
#% macro changeset(schema, cast, required, fields, embeds, storable)
  @doc "Casts and validates external input."
  @spec changeset(t(), map()) :: Ecto.Changeset.t(t())
  def changeset(%__MODULE__{} = @{ schema.variable }, attrs) do
    @{ schema.variable }
    |> cast(attrs, @{ atoms(cast) | trim })
#% if required
    |> validate_required(@{ atoms(required) | trim })
#% endif
@{ all_rules(fields) -}
#% if storable
    |> Storable.validate()
#% endif
@{ embeds_casts(embeds) -}
#% endmacro
#% macro both(left, low, right, high)
@{ left ~ " >= " ~ low if low else "" }@{ " AND " if low and high else "" }@{ right ~ " <= " ~ high if high else "" }
#% endmacro
#% macro check(field, sqlite)
#% set length = ("length(" if sqlite else "char_length(") ~ field.sql ~ ")"
#% if field.kind == "enum"
@{ field.sql } IN ('@{ field.choices | map(attribute="name") | join("', '") }')
#% elif field.number
@{ both(field.sql, field.min, field.sql, field.max) }
#% elif field.text and (field.kind == "text" or sqlite)
@{ both(length, field.min, length, field.max) }
#% elif field.text
@{ both(length, field.min, length, none) }
#% elif field.kind == "array"
#% set count = ("json_array_length(" if sqlite else "cardinality(") ~ field.sql ~ ")"
@{ both(count, field.min, count, field.max) }
#% endif
#% endmacro
#% macro broken(field)
#% if field.format
"not one"
#% elif field.text and field.max is not none
String.duplicate("x", @{ (field.max | int) + 1 })
#% elif field.bytes
String.duplicate("x", @{ field.bytes + 1 })
#% elif field.number and field.above is not none
@{ number(field.above) }
#% elif field.number and field.below is not none
@{ number(field.below) }
#% elif not field.text and field.kind != "binary"
"none of them"
#% endif
#% endmacro
#% macro unstorable(field)
#% if field.kind == "array"
[nil]
#% elif field.text and not field.format
"\0"
#% elif field.kind == "map"
%{"text" => "\0"}
#% elif field.calendar and field.kind not in ["time", "time_usec"]
"-5000-01-01@{ "" if field.kind == "date" else "T00:00:00Z" }"
#% elif field.kind in ["belongs_to", "many_to_many"] and not field.target.uuid
@{ "[9_223_372_036_854_775_808]" if field.ids else "9_223_372_036_854_775_808" }
#% endif
#% endmacro
#% macro all_unstorable(fields)
#% for field in fields if unstorable(field) | trim
@{ field.ids or field.column }: @{ unstorable(field) | trim }, @{ "" -}
#% if field["items"]
@{ field.name }: [@{ number(((field["items"][1] | int) + 1) ~ "") | trim }], @{ "" -}
#% endif
#% endfor
#% endmacro
#% macro all_broken(fields)
#% for field in fields
#% if broken(field) | trim
@{ field.name }: @{ broken(field) | trim }, @{ "" -}
#% endif
#% endfor
#% endmacro
#% macro all_held(fields)
#% for field in fields if field.number and (field.above is not none or field.below is not none)
@{ field.name }: @{ scalar(field.kind, field.above if field.above is not none else field.below) | trim }, @{ "" -}
#% endfor
#% for field in fields if field.kind == "array" and field.max is not none
@{ field.name }: List.duplicate(@{ scalar(field.inner, field.sample[0]) | trim }, @{ (field.max | int) + 1 }), @{ "" -}
#% endfor
#% endmacro
#% macro samples(fields)
#% for field in fields
#% if field.kind == "embeds_one"
    @{ field.name }: @{ field.target.fixtures_prefix }valid_@{ field.target.singular }_attrs()@{ "" if loop.last else "," }
#% elif field.kind == "embeds_many"
    @{ field.name }: [@{ field.target.fixtures_prefix }valid_@{ field.target.singular }_attrs()]@{ "" if loop.last else "," }
#% else
    @{ field.name }: @{ sample(field) | trim }@{ "" if loop.last else "," }
#% endif
#% endfor
#% endmacro
