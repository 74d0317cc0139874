#% import "_shared/fields.ex" as ex
def valid_@{ schema.singular }_attrs(attrs \\ %{}) do
  Enum.into(attrs, %{
@{ ex.samples(samples) | trim("\n") }
  })
end
