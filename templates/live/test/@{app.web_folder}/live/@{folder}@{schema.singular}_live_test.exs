#% import "_shared/form.heex" as forms
#% import "_shared/web.ex" as web
#% set index = web.at(full_path, scope, "scope") | trim
#% set anyone = "%{conn: conn, scope: scope}" if index != full_path else "%{conn: conn}"
#% set listed = (fields | rejectattr("kind", "in", ["text", "map", "binary", "array", "embeds_one", "embeds_many", "has_many", "has_one", "many_to_many"]) | rejectattr("redact") | list)[:6]
#% set alone = true if postgres and scope else false
#% set first = "scope, " if scope else ""
#% set only = "scope" if scope else ""
#% set given = "%{conn: conn, scope: scope}" if scope else "%{conn: conn}"
#% set fixture = schema.singular ~ "_fixture"
#% set form = "#" ~ (schema.singular | replace("_", "-")) ~ "-form"
#% set key = schema.singular
#% set row = schema.variable
#% set shown = listed | map(attribute="name") | list
#% set text = search_field.name if search_field else none
#% set typed_in = plain | selectattr("required") | selectattr("control", "in", ["input", "date_time"]) | rejectattr("kind", "eq", "boolean") | list
#% set checked = typed_in[0] if typed_in else none
#% set many = fields | selectattr("control", "eq", "rows") | list
#% set lists = fields | selectattr("control", "eq", "parts") | list
#% set maybe = fields | selectattr("control", "eq", "part") | selectattr("optional") | list
#% set arrays = plain | selectattr("control", "eq", "list") | list
#% set maps = fields | selectattr("control", "eq", "json") | list
#% macro typed(kind, literal)
#% if kind in ["naive_datetime", "naive_datetime_usec", "utc_datetime", "utc_datetime_usec"]
"@{ literal[:16] | replace(" ", "T") }"
#% else
"@{ literal }"
#% endif
#% endmacro
#% macro entry(field)
#% if field.kind == "belongs_to" and not field.optional
@{ field.column }: @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" }).id
#% elif field.kind == "embeds_one" and not field.optional
@{ field.name }: %{@{ entries(field.target.fields) | trim }}
#% elif field.control == "list" and field.sample | length == 1
@{ field.name }: [@{ typed(field.inner, field.sample[0]) | trim }]
#% elif field.control == "json" and field.kind == "array" and field.min not in [none, "0"]
@{ field.name }: @{ forms.json(field) | trim }
#% elif field.control in ["input", "date_time", "select"]
@{ field.name }: @{ typed(field.kind, field.sample) | trim }
#% endif
#% endmacro
#% macro entries(fields)
#% for field in fields if entry(field) | trim
@{ entry(field) | trim }@{ "" if loop.last else ", " -}
#% endfor
#% endmacro
defmodule @{ app.web }.@{ prefix }@{ schema.last }LiveTest do
  use @{ app.web }.ConnCase, async: @{ alone }

#% for module in test_imports | reject("endingwith", ".QueryCounter") if not scope or module != scope.fixtures or module == context.fixtures
  import @{ module }
#% endfor
  import Phoenix.LiveViewTest

  alias Ecto.Adapters.SQL.Sandbox

  @{ web.aliased(context) | trim }
#% if scope

  setup :@{ scope.setup_helper }
#% endif

  describe "index" do
    test "shows an empty state", @{ anyone } do
      view = open(conn, ~p"@{ index }")

      assert has_element?(view, "#@{ schema.plural }-empty")
    end

    test "links to each row", @{ given } do
      @{ row } = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }")

      refute has_element?(view, "#@{ schema.plural }-empty")
      view |> element("#{row(@{ row })} td:first-child") |> render_click()
      assert_redirect(view, ~p"@{ index }/#{@{ row }}")
    end

    test "shows a page at a time", @{ given } do
      rows = for _nth <- 1..51, do: @{ fixture }(@{ only })
      [oldest | newer] = Enum.sort_by(rows, & &1.id)
      view = open(conn, ~p"@{ index }")

      assert Enum.all?(newer, &has_element?(view, row(&1)))
      refute has_element?(view, row(oldest))

      view |> element("#@{ schema.plural }-more") |> render_click()
      render_async(view, 1_000)

      assert Enum.all?([oldest | newer], &has_element?(view, row(&1)))
      refute has_element?(view, "#@{ schema.plural }-more")
    end
#% if strings and text

    test "searches", @{ given } do
      found = @{ fixture }(@{ first }%{@{ text }: "a green pear"})
      other = @{ fixture }(@{ first }%{@{ text }: "a red apple"})
      view = open(conn, ~p"@{ index }")

      view |> form("#@{ schema.plural }-search", search: "pear") |> render_change()
      assert_patch(view, ~p"@{ index }?search=pear")
      render_async(view, 1_000)

      assert has_element?(view, row(found))
      refute has_element?(view, row(other))
    end

    test "searches by the params of its URL", @{ given } do
      @{ fixture }(@{ first }%{@{ text }: "a red apple"})
      view = open(conn, ~p"@{ index }?search=pear")

      assert has_element?(view, "#@{ schema.plural }-search input[value=pear]")
      assert has_element?(view, "#@{ schema.plural }-empty", "matches")
    end
#% endif

    @tag :capture_log
    test "shows a failed load and tries again", @{ anyone } do
      view = open(conn, ~p"@{ index }")

      lose_database()
      render_patch(view, ~p"@{ index }")
      render_async(view, 1_000)
      assert has_element?(view, "#@{ schema.plural }-failed")

      find_database()
      view |> element("#@{ schema.plural }-failed button") |> render_click()
      render_async(view, 1_000)
      refute has_element?(view, "#@{ schema.plural }-failed")
    end

    test "updates single rows on broadcasts", @{ given } do
      kept = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }")

      @{ row } = @{ fixture }(@{ only })
      assert has_element?(view, row(@{ row }))
#% if text and text in shown

      {:ok, @{ row }} = @{ context.alias }.update_@{ schema.singular }(@{ first }@{ row }, %{@{ text }: "a green pear"})
      assert has_element?(view, row(@{ row }), "a green pear")
#% endif

      {:ok, @{ row }} = @{ context.alias }.delete_@{ schema.singular }(@{ first }@{ row })
      refute has_element?(view, row(@{ row }))
      assert has_element?(view, row(kept))
    end

    test "applies broadcasts received while loading", @{ given } do
      gone = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }")

      reader = read_and_wait(view, ~p"@{ index }")
      {:ok, _gone} = @{ context.alias }.delete_@{ schema.singular }(@{ first }gone)
      @{ row } = @{ fixture }(@{ only })
      send(reader, :go_on)
      render_async(view, 1_000)

      refute has_element?(view, row(gone))
      assert has_element?(view, row(@{ row }))
    end

    test "deletes a row after confirmation", @{ given } do
      @{ row } = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }")

      view |> element("#{row(@{ row })} button", "Delete") |> render_click()
      view |> element("#{row(@{ row })} button", "Keep") |> render_click()
      assert has_element?(view, row(@{ row }))

      view |> element("#{row(@{ row })} button", "Delete") |> render_click()
      view |> element("#{row(@{ row })} button", "Delete for good") |> render_click()
      refute has_element?(view, row(@{ row }))
      assert has_element?(view, "#@{ schema.plural }-empty")
    end
  end

  describe "form" do
#% if checked
    test "shows errors while typing", @{ anyone } do
      view = open(conn, ~p"@{ index }/new")

      view |> form("@{ form }", @{ key }: %{@{ checked.name }: ""}) |> render_change()
      assert has_element?(view, "#@{ key }_@{ checked.name }[class*=error]")

      view |> form("@{ form }", @{ key }: %{@{ checked.name }: @{ typed(checked.kind, checked.sample) | trim }}) |> render_change()
      refute has_element?(view, "#@{ key }_@{ checked.name }[class*=error]")
    end

    test "does not save invalid params", @{ given } do
      view = open(conn, ~p"@{ index }/new")

      view |> form("@{ form }", @{ key }: %{@{ checked.name }: ""}) |> render_submit()

      assert has_element?(view, "#@{ key }_@{ checked.name }[class*=error]")
      assert @{ context.alias }.list_@{ schema.plural }(@{ only }) == []
    end

#% endif
    test "creates a row", @{ given } do
      attrs = %{@{ entries(fields) | trim }}
      view = open(conn, ~p"@{ index }/new")

      view |> form("@{ form }", @{ key }: attrs) |> render_submit()

      assert [@{ row }] = @{ context.alias }.list_@{ schema.plural }(@{ only })
      assert_redirect(view, ~p"@{ index }/#{@{ row }}")
    end
#% if checked and checked.other is not none

    test "updates a row", @{ given } do
      @{ row } = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }/#{@{ row }}/edit")

      view |> form("@{ form }", @{ key }: %{@{ checked.name }: @{ typed(checked.kind, checked.other) | trim }}) |> render_submit()

      assert_redirect(view, ~p"@{ index }/#{@{ row }}")
      assert {:ok, changed} = @{ context.alias }.fetch_@{ schema.singular }(@{ first }@{ row }.id)
      assert changed.@{ checked.name } != @{ row }.@{ checked.name }
    end
#% endif
#% for field in choices

    test "always offers the chosen @{ field.title | lower }"@{ ", %{scope: scope}" if scope else "" } do
      [_first, _second, chosen] = for _nth <- 1..3, do: @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" }).id

      assert [{_label, ^chosen}, _other] = @{ context.alias }.@{ schema.singular }_@{ field.name }_options(@{ first }chosen: chosen, limit: 1)
    end
#% endfor
#% for field in many

    test "keeps the chosen @{ field.name | replace("_", " ") }", @{ given } do
      %{id: chosen} = @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" })
      @{ row } = @{ fixture }(@{ first }%{@{ field.ids }: [chosen]})
      view = open(conn, ~p"@{ index }/#{@{ row }}/edit")

      view |> form("@{ form }") |> render_submit()

      assert {:ok, %{@{ field.name }: [%{id: ^chosen}]}} = @{ context.alias }.fetch_@{ schema.singular }(@{ first }@{ row }.id)
    end
#% endfor
#% for field in lists

    test "adds and removes @{ field.name | replace("_", " ") }", @{ anyone } do
      view = open(conn, ~p"@{ index }/new")
      input = "[name='@{ key }[@{ field.name }_sort][]'][value='0']"

      view |> element("@{ form }") |> render_change(%{@{ key }: %{@{ field.name }_sort: ["new"]}})
      assert has_element?(view, input)

      view |> element("@{ form }") |> render_change(%{@{ key }: %{@{ field.name }_drop: ["0"]}})
      refute has_element?(view, input)
    end
#% endfor
#% for field in maybe

    test "adds and removes @{ field.name | replace("_", " ") }", @{ given } do
      @{ row } = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }/#{@{ row }}/edit")
      input = "[name='@{ key }[@{ field.name }][_persistent_id]']"

      view |> element("@{ form }") |> render_change(%{@{ key }: %{@{ field.name }: ""}})
      refute has_element?(view, input)

      view |> element("@{ form }") |> render_change(%{@{ key }: %{@{ field.name }: %{new: "true"}}})
      assert has_element?(view, input)

      view |> element("@{ form }") |> render_submit(%{@{ key }: %{@{ field.name }: ""}})
      assert {:ok, %{@{ field.name }: nil}} = @{ context.alias }.fetch_@{ schema.singular }(@{ first }@{ row }.id)
    end
#% endfor
#% for field in fields if field.control == "part"
#% for inner in field.target.fields if inner.control == "part" and inner.optional

    test "adds and removes @{ inner.name | replace("_", " ") } in @{ field.name | replace("_", " ") }", @{ anyone } do
      view = open(conn, ~p"@{ index }/new")
      input = "[name='@{ key }[@{ field.name }][@{ inner.name }][_persistent_id]']"

      view |> element("@{ form }") |> render_change(%{@{ key }: %{@{ field.name }: %{@{ inner.name }: %{new: "true"}}}})
      assert has_element?(view, input)

      view |> element("@{ form }") |> render_change(%{@{ key }: %{@{ field.name }: %{@{ inner.name }: ""}}})
      refute has_element?(view, input)
    end
#% endfor
#% endfor
#% for field in maps

    test "accepts @{ field.name | replace("_", " ") } as JSON", @{ given } do
      @{ row } = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }/#{@{ row }}/edit")

      view |> form("@{ form }", @{ key }: %{@{ field.name }: "{"}) |> render_change()
      assert has_element?(view, "#@{ key }_@{ field.name }[class*=error]", "{")

      view |> form("@{ form }", @{ key }: %{@{ field.name }: @{ forms.json(field) | trim }}) |> render_submit()
      assert {:ok, %{@{ field.name }: @{ forms.kept(field) | trim }}} = @{ context.alias }.fetch_@{ schema.singular }(@{ first }@{ row }.id)
    end
#% endfor
#% for field in fields if field.control == "part"
#% for inner in field.target.fields if inner.control == "json"

    test "accepts @{ inner.name | replace("_", " ") } in @{ field.name | replace("_", " ") } as JSON", @{ given } do
      @{ row } = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }/#{@{ row }}/edit")

      view |> form("@{ form }", @{ key }: %{@{ field.name }: %{@{ inner.name }: @{ forms.json(inner) | trim }}}) |> render_submit()
      assert {:ok, %{@{ field.name }: %{@{ inner.name }: @{ forms.kept(inner) | trim }}}} = @{ context.alias }.fetch_@{ schema.singular }(@{ first }@{ row }.id)
    end
#% endfor
#% endfor
#% for field in arrays

    test "adds and removes @{ field.name | replace("_", " ") }", @{ anyone } do
      view = open(conn, ~p"@{ index }/new")

      view |> form("@{ form }", @{ key }: %{@{ field.name }: [@{ typed(field.inner, field.sample[0]) | trim }]}) |> render_change()
      assert has_element?(view, "#@{ key }_@{ field.name }_1")

      view |> form("@{ form }", @{ key }: %{@{ field.name }: ["", ""]}) |> render_change()
      refute has_element?(view, "#@{ key }_@{ field.name }_1")
    end
#% endfor
  end

  describe "show" do
    test "shows the row and follows broadcasts", @{ given } do
      @{ row } = @{ fixture }(@{ only })
      other = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }/#{@{ row }}")

      {:ok, _other} = @{ context.alias }.delete_@{ schema.singular }(@{ first }other)
      send(view.pid, {:created, @{ row }})
      assert has_element?(view, "#delete-#{@{ row }.id}")
#% if text

      {:ok, _changed} = @{ context.alias }.update_@{ schema.singular }(@{ first }@{ row }, %{@{ text }: "a green pear"})
      assert has_element?(view, "main", "a green pear")
#% endif
    end

    test "leaves when the row is deleted", @{ given } do
      @{ row } = @{ fixture }(@{ only })
      view = open(conn, ~p"@{ index }/#{@{ row }}")

      view |> element("#delete-#{@{ row }.id} button", "Delete") |> render_click()
      view |> element("#delete-#{@{ row }.id} button", "Delete for good") |> render_click()

      assert_redirect(view, ~p"@{ index }")
      assert @{ context.alias }.fetch_@{ schema.singular }(@{ first }@{ row }.id) == {:error, :not_found}
    end
  end

  test "redirects to the index if there is no such row", @{ given } do
    {:ok, @{ row }} = @{ context.alias }.delete_@{ schema.singular }(@{ first }@{ fixture }(@{ only }))

    index = ~p"@{ index }"

    for path <- [~p"@{ index }/#{@{ row }}", ~p"@{ index }/#{@{ row }}/edit"] do
      assert {:error, {:live_redirect, %{to: ^index}}} = live(conn, path)
    end
  end

  defp open(conn, path) do
    {:ok, view, _html} = live(conn, path)
    render_async(view, 1_000)
    view
  end

  # Reloads a page up to the database's answer, and returns the process that holds it.
  defp read_and_wait(view, path) do
    event = @{ app.module }.Repo.config()[:telemetry_prefix] ++ [:query]
    :telemetry.attach(view.id, event, &__MODULE__.wait/4, {view, self()})
    render_patch(view, path)
    assert_receive {:read, reader}
    reader
  end

  def wait(_event, _measurements, _metadata, {view, test}) do
    if view.pid in Process.get(:"$callers", []) do
      :telemetry.detach(view.id)
      send(test, {:read, self()})
      receive do: (:go_on -> :ok)
    end
  end

  defp row(@{ row }), do: "#@{ schema.plural }-#{@{ row }.id}"

#% if alone
  # The connection of the test and its pages belongs to an owner that has exited.
  defp lose_database do
    owner = start_supervised!({Agent, fn -> Sandbox.checkout(@{ app.module }.Repo) end})
    Sandbox.allow(@{ app.module }.Repo, owner, self(), unallow_existing: true)
    stop_supervised!(Agent)
  end

  defp find_database do
    owner = start_supervised!({Agent, fn -> Sandbox.checkout(@{ app.module }.Repo) end})
    Sandbox.allow(@{ app.module }.Repo, owner, self())
  end
#% else
  # All processes share one connection, which is gone without its owner.
  defp lose_database, do: Sandbox.mode(@{ app.module }.Repo, :manual)

  defp find_database do
    owner = Sandbox.start_owner!(@{ app.module }.Repo, shared: true)
    on_exit(fn -> Sandbox.stop_owner(owner) end)
  end
#% endif
end
