#% import "_shared/web.ex" as web
#% set v = schema.variable
#% macro shown(field, from)
#% set value = from ~ "." ~ field.name
#% if field.kind == "belongs_to"
@{ value ~ " && " if field.optional else "" }@{ web.by_label(field.target, value) | trim }
#% elif field.kind == "many_to_many"
Enum.map(@{ value }, &@{ web.by_label(field.target, "&1") | trim })
#% elif field.kind == "embeds_one"
@{ value ~ " && " if field.optional else "" }data(@{ value })
#% elif field.kind == "embeds_many"
Enum.map(@{ value }, &data/1)
#% else
@{ value }
#% endif
#% endmacro
#% macro pairs(fields, from)
#% for field in fields if web.is_shown(field) | trim
      @{ field.name }: @{ shown(field, from) | trim }@{ "" if loop.last else "," }
#% endfor
#% endmacro
defmodule @{ app.web }.@{ prefix }@{ schema.last }JSON do
#% if parts
  @{ web.aliased(schema) | trim }

#% endif
  def index(%{page: page}), do: %{data: Enum.map(page.rows, &data/1), next: page.next}

  def show(%{@{ v }: @{ v }}), do: %{data: data(@{ v })}

  defp data(@{ "%" ~ schema.alias ~ "{} = " if parts else "" }@{ v }) do
    %{
#% if pairs(fields, v) | trim
      id: @{ v }.id,
@{ pairs(fields, v) | trim("\n") }
#% else
      id: @{ v }.id
#% endif
    }
  end
#% for part in parts

#% if pairs(part.fields, part.variable) | trim
  defp data(%@{ part.module }{} = @{ part.variable }) do
    %{
@{ pairs(part.fields, part.variable) | trim("\n") }
    }
  end
#% else
  defp data(%@{ part.module }{}), do: %{}
#% endif
#% endfor
end
