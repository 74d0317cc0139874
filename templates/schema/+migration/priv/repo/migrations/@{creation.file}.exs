#% import "_shared/fields.ex" as ex
#% macro reference(other, type, name, on_delete)
references(:@{ other.table }@{ ", column: :" ~ other.key_column if other.key_column else "" }@{ ", prefix: \"" ~ other.prefix ~ "\"" if other.prefix != schema.prefix else "" }@{ ", name: :" ~ name if name else "" }@{ ", type: :" ~ type if type else "" }, on_delete: :@{ on_delete })
#% endmacro
#% set prefix = ", prefix: \"" ~ schema.prefix ~ "\"" if schema.prefix else ""
#% macro indexes()
#% if scope and not scope_indexed
    create index(:@{ schema.table }, [:@{ scope.schema_key }]@{ prefix })
#% endif
#% for field in columns
#% if field.unique
    create unique_index(:@{ schema.table }, [@{ ":" ~ scope.schema_key ~ ", " if scope and not field.alone else "" }:@{ field.column }]@{ ", name: :" ~ field.unique_name if field.unique_name else "" }@{ prefix })
#% endif
#% if (field.index or field.kind == "belongs_to") and ((scope and not field.alone) or not field.unique)
    create index(:@{ schema.table }, [:@{ field.column }]@{ ", name: :" ~ field.index_name if field.index_name else "" }@{ prefix })
#% endif
#% if field.check and not sqlite and ex.check(field, sqlite) | trim
    create constraint(:@{ schema.table }, :@{ field.check }, check: "@{ ex.check(field, sqlite) | trim }"@{ prefix })
#% endif
#% endfor
#% endmacro
#% set key = "false" if creation.primary_key else ("[name: :" ~ schema.key_column ~ (", type: :uuid]" if uuid else ", type: :bigserial]") if schema.key_column else "")
#% set joins = fields | selectattr("kind", "eq", "many_to_many") | map(attribute="join.table") | list
#% set by_table = mysql and (scope or belongs_to or joins)
defmodule @{ app.module }.Repo.Migrations.@{ creation.module } do
  use Ecto.Migration

  def @{ "up" if by_table else "change" } do
#% if schema.prefix
    execute "CREATE SCHEMA IF NOT EXISTS @{ creation.prefix }", ""

#% endif
    create table(:@{ schema.table }@{ ", primary_key: " ~ key if key else "" }@{ prefix }) do
#% if creation.primary_key
      add :@{ schema.key_column or "id" }, :@{ creation.primary_key }, primary_key: true
#% endif
#% if scope
      add :@{ scope.schema_key }, @{ reference(scope.owner if scope.owner else {"table": scope.schema_table, "key_column": none, "prefix": schema.prefix}, scope.reference_type, none, "delete_all") | trim }, null: false
#% endif
#% for field in columns
#% set null = "" if field.optional else ", null: false"
#% set check = ex.check(field, sqlite) | trim if field.check else ""
#% if field.kind == "belongs_to"
      add :@{ field.column }, @{ reference(field.target, field.target.reference_type, field.foreign_name, field.on_delete) | trim }@{ null }
#% elif field.kind == "embeds_many"
      add :@{ field.name }, :map@{ null }, default: @{ "fragment(\"(JSON_ARRAY())\")" if mysql else "\"[]\"" }
#% else
      add :@{ field.name }, @{ ex.column(field) | trim }@{ ", size: " ~ field.max if field.kind == "string" and field.max != "255" and not sqlite else "" }@{ ", precision: " ~ field.precision if field.precision is not none else "" }@{ ", scale: " ~ field.scale if field.scale is not none else "" }@{ null }@{ ", default: " ~ (ex.column_default(field) | trim) if ex.default(field) | trim and not (mysql and field.kind in ["map", "text"]) else "" }@{ ", check: %{name: \"" ~ field.check ~ "\", expr: \"" ~ check ~ "\"}" if sqlite and check else "" }
#% endif
#% endfor
#% if columns or scope or creation.primary_key

#% endif
      timestamps(type: :@{ timestamps })
    end
#% if indexes() | trim

@{ indexes() | trim("\n") }
#% endif
#% for field in fields if field.kind == "many_to_many"

    create table(:@{ field.join.table }, primary_key: false@{ prefix }) do
      add :@{ field.join.own_key }, @{ reference(schema, creation.reference_type, field.join.own_reference, "delete_all") | trim }, null: false
      add :@{ field.join.other_key }, @{ reference(field.target, field.target.reference_type, field.join.other_reference, "delete_all") | trim }, null: false
    end

    create unique_index(:@{ field.join.table }, [:@{ field.join.own_key }, :@{ field.join.other_key }]@{ ", name: :" ~ field.join.pair_index if field.join.pair_index else "" }@{ prefix })
    create index(:@{ field.join.table }, [:@{ field.join.other_key }]@{ ", name: :" ~ field.join.other_index if field.join.other_index else "" }@{ prefix })
#% endfor
  end
#% if by_table

  # MySQL does not drop an index that a foreign key needs; it is dropped with the table.
  def down do
#% for table in joins | reverse
    drop table(:@{ table })
#% endfor
    drop table(:@{ schema.table })
  end
#% endif
end
