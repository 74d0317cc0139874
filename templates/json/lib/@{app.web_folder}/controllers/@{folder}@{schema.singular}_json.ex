#% import "_shared/web.ex" as web
#% set v = schema.variable
#% macro part(fields, from, names)
@{ "%{" -}
#% for field in fields if web.is_shown(field) | trim
@{ field.name }: @{ shown(field, from, names) | trim }@{ "" if loop.last else ", " -}
#% endfor
@{ "}" }
#% endmacro
#% macro shown(field, from, names)
#% set value = from ~ "." ~ field.name
#% if field.kind == "belongs_to"
@{ value ~ " && " if field.optional else "" }@{ web.by_label(field.target, value) | trim }
#% elif field.kind == "many_to_many"
Enum.map(@{ value }, &@{ web.by_label(field.target, "&1") | trim })
#% elif field.kind == "embeds_one"
@{ value ~ " && " if field.optional else "" }@{ part(field.target.fields, value, names) | trim }
#% elif field.kind == "embeds_many"
#% set each = web.called(field, from | replace(".", "_"), names) | trim
for(@{ each } <- @{ value }, do: @{ part(field.target.fields, each, names ~ " " ~ each) | trim })
#% else
@{ value }
#% endif
#% endmacro
#% set known = namespace(shows_more=false)
#% for field in fields if web.is_shown(field) | trim
#% set known.shows_more = true
#% endfor
defmodule @{ app.web }.@{ prefix }@{ schema.last }JSON do
  def index(%{page: page}), do: %{data: Enum.map(page.rows, &data/1), next: page.next}

  def show(%{@{ v }: @{ v }}), do: %{data: data(@{ v })}

  defp data(@{ v }) do
    %{
      id: @{ v }.id@{ "," if known.shows_more else "" }
#% for field in fields if web.is_shown(field) | trim
      @{ field.name }: @{ shown(field, v, v) | trim }@{ "" if loop.last else "," }
#% endfor
    }
  end
end
