#% import "_shared/fields.ex" as ex
#% set broken = (ex.all_broken(plain) ~ ex.all_unstorable(fields)) | trim
#% set held = ex.all_held(plain) | trim
#% set pass = "scope, " if scope else ""
#% set only = "(scope)" if scope else "()"
#% set with = ", %{scope: scope}" if scope else ""
#% set fixture = schema.singular ~ "_fixture" ~ only
#% set attrs = "valid_" ~ schema.singular ~ "_attrs" ~ only
#% set v = schema.variable
defmodule @{ schema.module }Test do
  use @{ app.module }.DataCase, async: @{ postgres }
  use ExUnitProperties

#% for module in test_imports
  import @{ module }
#% endfor

  alias @{ context.module }@{ ", as: " ~ context.alias if context.alias != context.last else "" }
  alias @{ schema.module }@{ ", as: " ~ schema.alias if schema.alias != schema.last else "" }
#% if scope

  setup do
    %{scope: @{ scope.name }_scope_fixture()}
  end
#% endif

  describe "list_@{ schema.plural }/@{ 2 if scope else 1 }" do
    test "returns pages, newest first"@{ with } do
      ids = for _ <- 1..3, do: @{ fixture }.id
      [newest, middle, oldest] = Enum.sort(ids, :desc)

      assert [%{id: ^newest}, %{id: ^middle}] = @{ context.alias }.list_@{ schema.plural }(@{ pass }limit: 2)
      assert [%{id: ^oldest}] = @{ context.alias }.list_@{ schema.plural }(@{ pass }after: middle)
      assert @{ context.alias }.list_@{ schema.plural }(@{ pass }after: "no id") == []
    end
#% if search_field

    test "searches for a literal text, ignoring case"@{ with } do
      %{id: id} = @{ schema.singular }_fixture(@{ pass }%{@{ search_field.name }: "50% Off"})
      @{ schema.singular }_fixture(@{ pass }%{@{ search_field.name }: "500 Offers"})

      assert [%{id: ^id}] = @{ context.alias }.list_@{ schema.plural }(@{ pass }search: "50% @{ "\\0" if postgres else "" }oFF")
      assert [_, _] = @{ context.alias }.list_@{ schema.plural }(@{ pass }search: "")
    end
#% endif
#% if preloads

    test "runs as many queries for several rows as for one"@{ with } do
      @{ fixture }
      once = count_queries(fn -> @{ context.alias }.list_@{ schema.plural }@{ only } end)
      for _ <- 1..3, do: @{ fixture }

      assert count_queries(fn -> @{ context.alias }.list_@{ schema.plural }@{ only } end) == once
    end
#% endif
#% if scope

    test "excludes rows of other owners"@{ with } do
      @{ schema.singular }_fixture(@{ scope.name }_scope_fixture())

      assert @{ context.alias }.list_@{ schema.plural }@{ only } == []
    end
#% endif
  end

  describe "fetch_@{ schema.singular }/@{ 2 if scope else 1 } and get_@{ schema.singular }!/@{ 2 if scope else 1 }" do
    test "return the row with the id"@{ with } do
      %{id: id} = @{ fixture }

      assert {:ok, %@{ schema.alias }{id: ^id}} = @{ context.alias }.fetch_@{ schema.singular }(@{ pass }to_string(id))
      assert %@{ schema.alias }{id: ^id} = @{ context.alias }.get_@{ schema.singular }!(@{ pass }id)
    end

    test "return an error or raise if there is none"@{ with } do
      for id <- [@{ "Ecto.UUID.generate()" if uuid else "1" }, @{ "\"1\"" if uuid else "\"9223372036854775808\"" }, "no id", nil] do
        assert @{ context.alias }.fetch_@{ schema.singular }(@{ pass }id) == {:error, :not_found}
        assert_raise Ecto.NoResultsError, fn -> @{ context.alias }.get_@{ schema.singular }!(@{ pass }id) end
      end
    end
#% if scope

    test "do not find rows of other owners"@{ with } do
      %{id: id} = @{ schema.singular }_fixture(@{ scope.name }_scope_fixture())

      assert @{ context.alias }.fetch_@{ schema.singular }(@{ pass }id) == {:error, :not_found}
    end
#% endif
  end

  describe "create_@{ schema.singular }/@{ 2 if scope else 1 }" do
    test "inserts valid attrs@{ " and notifies subscribers" if web else "" }"@{ with } do
#% if web
      :ok = @{ context.alias }.subscribe_@{ schema.plural }@{ only }
#% endif
      attrs = @{ attrs }

      assert {:ok, %@{ schema.alias }{id: id} = @{ v }} = @{ context.alias }.create_@{ schema.singular }(@{ pass }attrs)
      assert @{ context.alias }.change_@{ schema.singular }(@{ pass }@{ context.alias }.get_@{ schema.singular }!(@{ pass }id), @{ "Map.drop(attrs, [:" ~ (embeds | map(attribute="name") | join(", :")) ~ "])" if embeds else "attrs" }).changes == %{}
#% if web
      assert_receive {:created, ^@{ v }}
#% else
      assert @{ v }.id == id
#% endif
    end
#% if required

    test "returns errors for missing fields"@{ with } do
      assert {:error, changeset} = @{ context.alias }.create_@{ schema.singular }(@{ pass }%{@{ required | join(": nil, ") }: nil})
      assert %{@{ required | join(": [\"can't be blank\"], ") }: ["can't be blank"]} = errors_on(changeset)
    end
#% endif
#% for field in fields if field.unique

    test "rejects a taken @{ field.title | lower }"@{ with } do
#% if field.kind == "belongs_to" and field.optional
      taken = @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" }).id
      @{ schema.singular }_fixture(@{ pass }%{@{ field.column }: taken})
#% else
      %{@{ field.column }: taken} = @{ fixture }
#% endif

      assert {:error, changeset} = @{ context.alias }.create_@{ schema.singular }(@{ pass }valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.column }: taken}))
      assert "has already been taken" in errors_on(changeset).@{ field.column }
    end
#% endfor
#% for field in fields if field.kind == "belongs_to"

    test "rejects @{ field.title | lower } that does not exist"@{ with } do
      attrs = valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.column }: @{ "Ecto.UUID.generate()" if field.target.uuid else "1_000_000_000" }})

      assert {:error, changeset} = @{ context.alias }.create_@{ schema.singular }(@{ pass }attrs)
      assert %{@{ field.column }: ["does not exist"]} = errors_on(changeset)
    end
#% if field.target.scoped

    test "rejects @{ field.title | lower } of another owner"@{ with } do
      %{id: id} = @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ scope.name }_scope_fixture())

      assert {:error, changeset} = @{ context.alias }.create_@{ schema.singular }(@{ pass }valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.column }: id}))
      assert %{@{ field.column }: ["does not exist"]} = errors_on(changeset)
    end
#% endif
#% endfor
#% for field in fields if field.kind == "many_to_many"

    test "sets @{ field.title | lower } by id"@{ with } do
      %{id: id} = @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" })
      @{ v } = @{ schema.singular }_fixture(@{ pass }%{@{ field.ids }: [id]})

      assert [%{id: ^id}] = @{ context.alias }.get_@{ schema.singular }!(@{ pass }@{ v }.id).@{ field.name }
      assert {:ok, %{@{ field.name }: []}} = @{ context.alias }.update_@{ schema.singular }(@{ pass }@{ v }, %{@{ field.ids }: []})
    end

    test "rejects @{ field.title | lower } that do not exist"@{ with } do
      attrs = valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.ids }: [@{ "Ecto.UUID.generate()" if field.target.uuid else "1_000_000_000" }]})

      assert {:error, changeset} = @{ context.alias }.create_@{ schema.singular }(@{ pass }attrs)
      assert %{@{ field.ids }: ["is invalid"]} = errors_on(changeset)
    end
#% endfor
  end

  describe "update_@{ schema.singular }/@{ 3 if scope else 2 }" do
    test "updates valid attrs@{ " and notifies subscribers" if web else "" }"@{ with } do
      %{id: id} = @{ v } = @{ fixture }
      attrs = %{@{ ex.changes(plain) | trim }}
#% if web
      :ok = @{ context.alias }.subscribe_@{ schema.plural }@{ only }
#% endif

      assert {:ok, %@{ schema.alias }{id: ^id}@{ " = " ~ v if web else "" }} = @{ context.alias }.update_@{ schema.singular }(@{ pass }@{ v }, attrs)
      assert @{ context.alias }.change_@{ schema.singular }(@{ pass }@{ context.alias }.get_@{ schema.singular }!(@{ pass }id), attrs).changes == %{}
#% if web
      assert_receive {:updated, ^@{ v }}
#% endif
    end
#% if required

    test "leaves the row unchanged if attrs are invalid"@{ with } do
      @{ v } = @{ fixture }

      assert {:error, %Ecto.Changeset{}} = @{ context.alias }.update_@{ schema.singular }(@{ pass }@{ v }, %{@{ required[0] }: nil})
      assert @{ context.alias }.get_@{ schema.singular }!(@{ pass }@{ v }.id).@{ required[0] } == @{ v }.@{ required[0] }
    end
#% endif
#% if scope

    test "raises for rows of other owners"@{ with } do
      @{ v } = @{ schema.singular }_fixture(@{ scope.name }_scope_fixture())

      assert_raise FunctionClauseError, fn -> @{ context.alias }.update_@{ schema.singular }(@{ pass }@{ v }, %{}) end
    end
#% endif
  end

  describe "delete_@{ schema.singular }/@{ 2 if scope else 1 }" do
    test "deletes the row@{ " and notifies subscribers" if web else "" }"@{ with } do
      %{id: id} = @{ v } = @{ fixture }
#% if web
      :ok = @{ context.alias }.subscribe_@{ schema.plural }@{ only }
#% endif

      assert {:ok, %@{ schema.alias }{}} = @{ context.alias }.delete_@{ schema.singular }(@{ pass }@{ v })
      assert @{ context.alias }.fetch_@{ schema.singular }(@{ pass }id) == {:error, :not_found}
#% if web
      assert_receive {:deleted, %@{ schema.alias }{id: ^id}}
#% endif
    end

    test "returns an error if the row is already deleted"@{ with } do
      @{ v } = @{ fixture }
      {:ok, _deleted} = @{ context.alias }.delete_@{ schema.singular }(@{ pass }@{ v })

      assert {:error, changeset} = @{ context.alias }.delete_@{ schema.singular }(@{ pass }@{ v })
      assert %{id: ["is stale"]} = errors_on(changeset)
    end
#% for field in restricting
#% set other = field.target.fixtures_prefix ~ field.target.singular

    test "rejects deleting a referenced @{ field.title | lower }"@{ with } do
      parent = @{ other }_fixture(@{ "scope" if field.target.scoped else "" })
      @{ schema.singular }_fixture(@{ pass }%{@{ field.column }: parent.id})

      assert {:error, changeset} = @{ context.alias if field.target.context.module == context.module else field.target.context.module }.delete_@{ field.target.singular }(@{ "scope, " if field.target.scoped else "" }parent)
      assert %{id: ["is still in use"]} = errors_on(changeset)
    end
#% endfor
#% if scope

    test "raises for rows of other owners"@{ with } do
      @{ v } = @{ schema.singular }_fixture(@{ scope.name }_scope_fixture())

      assert_raise FunctionClauseError, fn -> @{ context.alias }.delete_@{ schema.singular }(@{ pass }@{ v }) end
    end
#% endif
  end
#% if stream

  test "reduce_@{ schema.plural }/@{ 3 if scope else 2 } visits each row once"@{ with } do
    ids = for _ <- 1..3, do: @{ fixture }.id

    assert {:ok, seen} = @{ context.alias }.reduce_@{ schema.plural }(@{ pass }[], &[&1.id | &2])
    assert Enum.sort(seen) == Enum.sort(ids)
  end
#% endif
#% if broken

  test "reports each invalid value on its field" do
    for {field, value} <- [@{ broken[:-1] }] do
      assert %{^field => [_ | _]} = errors_on(@{ schema.alias }.changeset(%@{ schema.alias }{}, %{field => value}))
    end
  end
#% endif
#% if held

  test "the database enforces the rules too"@{ with } do
    @{ v } = @{ fixture }

    for {field, value} <- [@{ held[:-1] }] do
      changeset = @{ v } |> @{ schema.alias }.changeset(%{}) |> put_change(field, value)

      assert {:error, changeset} = Repo.update(changeset)
      assert %{^field => ["is invalid"]} = errors_on(changeset)
    end
  end
#% endif
#% if cast

#% set drawn = columns | rejectattr("kind", "in", ["embeds_one", "embeds_many"]) | list
#% include "_shared/properties.ex"
  property "arbitrary text never raises"@{ with } do
    check all field <- member_of(~w(@{ cast | join(" ") })a), text <- string(0..0xFF), max_runs: 50 do
      attrs = valid_@{ schema.singular }_attrs(@{ pass }%{field => text})

      assert elem(@{ context.alias }.create_@{ schema.singular }(@{ pass }attrs), 0) in [:ok, :error]
    end
  end
#% if drawn

  defp valid_attrs do
    fixed_map(%{
#% for field in drawn
      @{ field.column }: @{ ex.generator(field) | trim }@{ "" if loop.last else "," }
#% endfor
    })
  end
#% endif
#% endif
end
