#% import "_shared/fields.ex" as ex
#% set key_spec = "Ecto.UUID.t()" if uuid else "integer()"
#% set time_spec = "NaiveDateTime.t()" if timestamps[:5] == "naive" else "DateTime.t()"
#% set owner = ", " ~ scope.schema_key ~ ": " ~ schema.variable ~ "." ~ scope.schema_key if scope else ""
defmodule @{ schema.module } do
  @moduledoc "The schema of the table `@{ schema.table }`."

#% if base_schema
  use @{ app.module }.Schema
#% else
  use Ecto.Schema
#% endif

  import Ecto.Changeset
#% if many_to_many or foreign_keys or storable

#% if foreign_keys
  alias @{ app.module }.ForeignKeys
#% endif
#% if many_to_many
  alias @{ app.module }.ManyToMany
#% endif
#% if storable
  alias @{ app.module }.Storable
#% endif
#% endif

#% if schema.prefix
  @schema_prefix "@{ schema.prefix }"
#% endif
#% if schema.key_column or (uuid and not base_schema)
  @primary_key {:id, @{ "Ecto.UUID, autogenerate: [version: 7]" if uuid else ":id, autogenerate: true" }@{ ", source: :" ~ schema.key_column if schema.key_column else "" }}
#% endif
#% if uuid and not base_schema
  @foreign_key_type Ecto.UUID
#% endif
#% if schema.prefix or schema.key_column or (uuid and not base_schema)

#% endif
  @type t :: %__MODULE__{
          id: @{ key_spec } | nil,
#% for field in fields
#% if field.kind == "belongs_to"
          @{ field.column }: @{ ex.key_spec(field.target) | trim } | nil,
          @{ field.name }: Ecto.Schema.belongs_to(@{ ex.type_of(field) | trim }) | nil,
#% elif field.kind == "has_one"
          @{ field.name }: Ecto.Schema.has_one(@{ ex.type_of(field) | trim }) | nil,
#% elif field.kind == "has_many"
          @{ field.name }: Ecto.Schema.has_many(@{ ex.type_of(field) | trim }),
#% elif field.kind == "many_to_many"
          @{ field.name }: Ecto.Schema.many_to_many(@{ ex.type_of(field) | trim }),
          @{ field.ids }: [@{ ex.key_spec(field.target) | trim }] | nil,
#% elif field.kind == "embeds_one"
          @{ field.name }: @{ ex.type_of(field) | trim } | nil,
#% elif field.kind == "embeds_many"
          @{ field.name }: [@{ ex.type_of(field) | trim }],
#% else
          @{ field.name }: @{ ex.spec(field) | trim },
#% endif
#% endfor
#% if scope
          @{ scope.schema_key }: @{ ex.key_spec(scope) | trim } | nil,
#% endif
          inserted_at: @{ time_spec } | nil,
          updated_at: @{ time_spec } | nil
        }

  schema "@{ schema.table }" do
#% for field in fields
#% if field.kind == "belongs_to"
    belongs_to :@{ field.name }, @{ ex.module_of(field) | trim }@{ ", type: " ~ field.target.key_type if field.target.key_type else "" }
#% elif field.kind in ["has_many", "has_one"]
    @{ field.kind } :@{ field.name }, @{ ex.module_of(field) | trim }@{ ", foreign_key: :" ~ field.foreign_key if field.foreign_key else "" }
#% elif field.kind in ["embeds_one", "embeds_many"]
    @{ field.kind } :@{ field.name }, @{ ex.module_of(field) | trim }, on_replace: @{ ":update" if field.kind == "embeds_one" else ":delete" }
#% elif field.kind == "many_to_many"
    many_to_many :@{ field.name }, @{ ex.module_of(field) | trim }, join_through: "@{ field.join.table }"@{ "" if field.join.conventional else ", join_keys: [" ~ field.join.own_key ~ ": :id, " ~ field.join.other_key ~ ": :id]" }, on_replace: :delete
    field :@{ field.ids }, {:array, @{ "Ecto.UUID" if field.target.uuid else ":id" }}, virtual: true
#% else
    @{ ex.field_line(field) | trim }
#% endif
#% endfor
#% if scope and scope.owner
    belongs_to :@{ scope.association }, @{ scope.owner.module }@{ ", type: " ~ scope.key_type if scope.key_type else "" }
#% elif scope
    field :@{ scope.schema_key }, @{ "Ecto.UUID" if scope.uuid else ":id" }
#% endif
#% if fields or scope

#% endif
#% if base_schema
    timestamps()
#% else
    timestamps(type: :@{ timestamps })
#% endif
  end

@{ ex.changeset(schema, cast, required, fields, embeds, storable) | trim("\n") }
#% for field in fields
#% if field.check and ex.check(field, sqlite) | trim
    |> check_constraint(:@{ field.name }, name: :@{ field.check })
#% endif
#% if field.unique and scope and not field.alone
    |> unique_constraint([:@{ scope.schema_key }, :@{ field.column }], error_key: :@{ field.column }@{ ", name: :" ~ field.unique_name if field.unique_name else "" })
#% elif field.unique
    |> unique_constraint(:@{ field.column }@{ ", name: :" ~ field.unique_name if field.unique_name else "" })
#% endif
#% if field.kind == "belongs_to"
#% if field.target.scoped or sqlite
    |> ForeignKeys.reference_constraint(:@{ field.column }, @{ ex.module_of(field) | trim }@{ owner if field.target.scoped else "" })
#% endif
#% if not sqlite
    |> foreign_key_constraint(:@{ field.column }@{ ", name: :" ~ field.foreign_name if field.foreign_name else "" })
#% endif
#% elif field.kind == "many_to_many"
    |> ManyToMany.put_by_ids(:@{ field.name }, :@{ field.ids }@{ owner if field.target.scoped else "" })
#% endif
#% endfor
  end

  @doc "Turns rows that still refer to this one into an error on delete."
  @spec deletion(t()) :: Ecto.Changeset.t(t())
  def deletion(%__MODULE__{} = @{ schema.variable }) do
    @{ schema.variable }
    |> change()
#% if sqlite
    |> ForeignKeys.in_use_constraint(:id)
#% else
    |> foreign_key_constraint(:id, name: ~r/./, message: "is still in use")
#% endif
  end
end
