#% import "_shared/fields.ex" as ex
defmodule @{ schema.module } do
  @moduledoc "Validated data without a table of its own."

#% if base_schema
  use @{ app.module }.Schema
#% else
  use Ecto.Schema
#% endif

  import Ecto.Changeset
#% if storable

  alias @{ app.module }.Storable
#% endif

  @type t :: %__MODULE__{
#% for field in fields
#% if field.kind == "embeds_one"
          @{ field.name }: @{ ex.type_of(field) | trim } | nil@{ "" if loop.last else "," }
#% elif field.kind == "embeds_many"
          @{ field.name }: [@{ ex.type_of(field) | trim }]@{ "" if loop.last else "," }
#% else
          @{ field.name }: @{ ex.spec(field) | trim }@{ "" if loop.last else "," }
#% endif
#% endfor
        }

  @primary_key false
  embedded_schema do
#% for field in fields
#% if field.kind in ["embeds_one", "embeds_many"]
    @{ field.kind } :@{ field.name }, @{ ex.module_of(field) | trim }, on_replace: @{ ":update" if field.kind == "embeds_one" else ":delete" }
#% else
    @{ ex.field_line(field) | trim }
#% endif
#% endfor
  end

  @doc "Returns the validated data, or a changeset with the errors."
  @spec validate(map()) :: {:ok, t()} | {:error, Ecto.Changeset.t(t())}
  def validate(attrs) do
    %__MODULE__{}
    |> changeset(attrs)
    |> apply_action(:validate)
  end

@{ ex.changeset(schema, cast, required, fields, embeds, storable) | trim("\n") }
  end
end
