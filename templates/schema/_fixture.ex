#% import "_shared/fields.ex" as ex
#% set takes_scope = parents | selectattr("target.scoped") | list
def valid_@{ schema.singular }_attrs(@{ ("scope, " if takes_scope else "_scope, ") if scope else "" }attrs \\ %{}) do
#% if parents
  attrs
#% endif
#% if samples
  @{ "|> Enum.into(%{" if parents else "Enum.into(attrs, %{" }
@{ ex.samples(samples) | trim("\n") }
  })
#% else
  @{ "|> Enum.into(%{})" if parents else "Enum.into(attrs, %{})" }
#% endif
#% for field in parents
  |> Map.put_new_lazy(:@{ field.column }, fn -> @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" }).id end)
#% endfor
end

def @{ schema.singular }_fixture(@{ "scope, " if scope else "" }attrs \\ %{}) do
  {:ok, @{ schema.variable }} = @{ context.module }.create_@{ schema.singular }(@{ "scope, " if scope else "" }valid_@{ schema.singular }_attrs(@{ "scope, " if scope else "" }attrs))

  @{ schema.variable }
end
