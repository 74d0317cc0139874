#% import "_shared/web.ex" as web
#% set v = schema.variable
#% macro part(fields, from)
@{ "%{" -}
#% for field in fields if web.is_shown(field) | trim
#% set value = from ~ "." ~ field.name
#% if field.kind == "embeds_one"
@{ field.name }: @{ value ~ " && " if field.optional else "" }@{ part(field.target.fields, value) | trim }@{ "" if loop.last else ", " -}
#% elif field.kind == "embeds_many"
@{ field.name }: for(part <- @{ value }, do: @{ part(field.target.fields, "part") | trim })@{ "" if loop.last else ", " -}
#% else
@{ field.name }: @{ value }@{ "" if loop.last else ", " -}
#% endif
#% endfor
@{ "}" }
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
#% set value = v ~ "." ~ field.name
#% if field.kind == "belongs_to"
      @{ field.name }: @{ value ~ " && " if field.optional else "" }@{ web.by_label(field.target, value) | trim }@{ "" if loop.last else "," }
#% elif field.kind == "many_to_many"
      @{ field.name }: Enum.map(@{ value }, &@{ web.by_label(field.target, "&1") | trim })@{ "" if loop.last else "," }
#% elif field.kind == "embeds_one"
      @{ field.name }: @{ value ~ " && " if field.optional else "" }@{ part(field.target.fields, value) | trim }@{ "" if loop.last else "," }
#% elif field.kind == "embeds_many"
      @{ field.name }: Enum.map(@{ value }, &@{ part(field.target.fields, "&1") | trim })@{ "" if loop.last else "," }
#% else
      @{ field.name }: @{ value }@{ "" if loop.last else "," }
#% endif
#% endfor
    }
  end
end
