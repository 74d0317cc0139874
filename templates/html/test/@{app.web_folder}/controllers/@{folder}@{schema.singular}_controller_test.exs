#% import "_shared/fields.ex" as ex
#% import "_shared/form.heex" as forms
#% import "_shared/web.ex" as web
#% set index = web.at(full_path, scope, "scope") | trim
#% set anyone = "%{conn: conn, scope: scope}" if index != full_path else "%{conn: conn}"
#% set pass = "scope, " if scope else ""
#% set only = "(scope)" if scope else "()"
#% set with = "%{conn: conn, scope: scope}" if scope else "%{conn: conn}"
#% set fixture = schema.singular ~ "_fixture" ~ only
#% set v = schema.variable
#% set changes = ex.changes(plain) | trim
#% set table = schema.plural | replace("_", "-")
#% set form = schema.singular | replace("_", "-") ~ "-form"
#% set parts = embeds | selectattr("kind", "equalto", "embeds_one") | selectattr("optional") | map(attribute="name") | list
defmodule @{ app.web }.@{ prefix }@{ schema.last }ControllerTest do
  use @{ app.web }.ConnCase, async: @{ postgres }

#% for module in test_imports if module is not endingwith("QueryCounter")
  import @{ module }
#% endfor

  @{ web.aliased(context) | trim }
#% if scope

  setup :@{ scope.setup_helper }
#% endif

  describe "index" do
    test "returns pages, newest first", @{ with } do
      ids = for _ <- 1..3, do: @{ fixture }.id
      [newest, middle, oldest] = Enum.sort(ids, :desc)

      html = conn |> get(~p"@{ index }?limit=2") |> html_response(200)
      assert rows(html) == ["@{ table }-#{newest}", "@{ table }-#{middle}"]

      html = conn |> get(~p"@{ index }?after=#{middle}") |> html_response(200)
      assert rows(html) == ["@{ table }-#{oldest}"]
    end
#% if search_field

    test "searches", @{ with } do
      %{id: id} = @{ schema.singular }_fixture(@{ pass }%{@{ search_field.name }: "50% Off"})
      @{ schema.singular }_fixture(@{ pass }%{@{ search_field.name }: "500 Offers"})

      html = conn |> get(~p"@{ index }?search=#{"50% off"}") |> html_response(200)
      assert rows(html) == ["@{ table }-#{id}"]
    end
#% endif

    test "redirects to the first page if params are invalid", @{ anyone } do
      assert conn |> get(~p"@{ index }?limit=all") |> redirected_to() == ~p"@{ index }"
    end
  end

  describe "show" do
    test "shows the row with the id", @{ with } do
      @{ v } = @{ fixture }

      assert conn |> get(~p"@{ index }/#{@{ v }}") |> html_response(200) =~ ~p"@{ index }/#{@{ v }}/edit"
    end

    test "responds with 404 if there is none", @{ anyone } do
      for id <- [@{ "Ecto.UUID.generate()" if uuid else "0" }, "none"] do
        assert_error_sent 404, fn -> get(conn, ~p"@{ index }/#{id}") end
      end
    end
#% if scope

    test "responds with 404 for rows of other owners", @{ anyone } do
      %{id: id} = @{ schema.singular }_fixture(@{ scope.name }_scope_fixture())

      assert_error_sent 404, fn -> get(conn, ~p"@{ index }/#{id}") end
    end
#% endif
  end

  describe "new and create" do
    test "show a form", @{ anyone } do
      assert conn |> get(~p"@{ index }/new") |> html_response(200) =~ ~s(id="@{ form }")
    end

    test "save valid params and redirect to the row", @{ with } do
      conn = post(conn, ~p"@{ index }", @{ schema.singular }: valid_@{ schema.singular }_attrs@{ only })

      assert [%{id: id}] = @{ context.alias }.list_@{ schema.plural }@{ only }
      assert redirected_to(conn) == ~p"@{ index }/#{id}"
      assert conn |> get(~p"@{ index }/#{id}") |> html_response(200) =~ "The @{ schema.singular | replace("_", " ") } was saved."
    end
#% if required

    test "show the form again if params are invalid", @{ with } do
      conn = post(conn, ~p"@{ index }", @{ schema.singular }: %{@{ required[0] }: nil})

      assert html_response(conn, 422) =~ ~s(id="@{ form }")
      assert @{ context.alias }.list_@{ schema.plural }@{ only } == []
    end
#% endif
#% for field in embeds if field.kind == "embeds_many"

    test "leave out @{ field.title | lower } that were left empty", @{ with } do
      rows = %{"0" => @{ field.target.fixtures_prefix }valid_@{ field.target.singular }_attrs(), "1" => %{"_persistent_id" => "1"}}
      post(conn, ~p"@{ index }", @{ schema.singular }: valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.name }: rows}))

      assert [%{@{ field.name }: [_]}] = @{ context.alias }.list_@{ schema.plural }@{ only }
    end
#% if required

    test "offer an empty row for @{ field.title | lower } again", @{ anyone } do
      attrs = %{@{ required[0] }: nil, @{ field.name }: %{"0" => %{"_persistent_id" => "0"}}}
      conn = post(conn, ~p"@{ index }", @{ schema.singular }: attrs)

      assert html_response(conn, 422) =~ "@{ schema.singular }[@{ field.name }][0]"
    end
#% endif
#% endfor
#% for field in fields if field.control == "json"

    test "accept @{ field.title | lower } as JSON", @{ with } do
      attrs = valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.name }: @{ forms.json(field) | trim }})
      post(conn, ~p"@{ index }", @{ schema.singular }: attrs)

      assert [%{@{ field.name }: @{ forms.kept(field) | trim }}] = @{ context.alias }.list_@{ schema.plural }@{ only }
    end
#% endfor
#% for field in fields if field.control == "part"
#% for inner in field.target.fields if inner.control == "json"

    test "accept @{ inner.title | lower } in @{ field.title | lower } as JSON", @{ with } do
      part = @{ field.target.fixtures_prefix }valid_@{ field.target.singular }_attrs(%{@{ inner.name }: @{ forms.json(inner) | trim }})
      post(conn, ~p"@{ index }", @{ schema.singular }: valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.name }: part}))

      assert [%{@{ field.name }: %{@{ inner.name }: @{ forms.kept(inner) | trim }}}] = @{ context.alias }.list_@{ schema.plural }@{ only }
    end
#% endfor
#% for inner in field.target.fields if inner.control == "parts"

    test "leave out @{ inner.title | lower } in @{ field.title | lower } that were left empty", @{ with } do
      part = @{ field.target.fixtures_prefix }valid_@{ field.target.singular }_attrs(%{@{ inner.name }: %{"0" => %{"_persistent_id" => "0"}}})
      post(conn, ~p"@{ index }", @{ schema.singular }: valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.name }: part}))

      assert [%{@{ field.name }: %{@{ inner.name }: []}}] = @{ context.alias }.list_@{ schema.plural }@{ only }
    end
#% if required

    test "offer an empty row for @{ inner.title | lower } in @{ field.title | lower } again", @{ anyone } do
      part = %{@{ inner.name }: %{"0" => %{"_persistent_id" => "0"}}}
      conn = post(conn, ~p"@{ index }", @{ schema.singular }: %{@{ required[0] }: nil, @{ field.name }: part})

      assert html_response(conn, 422) =~ "@{ schema.singular }[@{ field.name }][@{ inner.name }][0]"
    end
#% endif
#% endfor
#% endfor
#% for name in parts

    test "leave out @{ name | replace("_", " ") } that was left empty", @{ with } do
      attrs = valid_@{ schema.singular }_attrs(@{ pass }%{@{ name }: %{"_persistent_id" => "0"}})
      post(conn, ~p"@{ index }", @{ schema.singular }: attrs)

      assert [%{@{ name }: nil}] = @{ context.alias }.list_@{ schema.plural }@{ only }
    end
#% endfor
  end

  describe "edit and update" do
    test "show the form of the row", @{ with } do
      @{ v } = @{ fixture }

      assert conn |> get(~p"@{ index }/#{@{ v }}/edit") |> html_response(200) =~ ~s(id="@{ form }")
    end
#% for field in choices

    test "always offer the chosen @{ field.title | lower }"@{ ", %{scope: scope}" if scope else "" } do
      [_first, _second, chosen] = for _nth <- 1..3, do: @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" }).id

      assert [{_label, ^chosen}, _other] = @{ context.alias }.@{ schema.singular }_@{ field.name }_options(@{ pass }chosen: chosen, limit: 1)
    end
#% endfor
#% for field in fields if field.kind == "many_to_many"

    test "show which @{ field.title | lower } were chosen", @{ with } do
      %{id: id} = @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" })
      @{ v } = @{ schema.singular }_fixture(@{ pass }%{@{ field.ids }: [id]})

      assert conn |> get(~p"@{ index }/#{@{ v }}/edit") |> html_response(200) =~ ~s(selected value="#{id}")
    end
#% endfor
#% if changes

    test "save valid params and redirect to the row", @{ with } do
      %{id: id} = @{ fixture }
      attrs = %{@{ changes }}
      conn = put(conn, ~p"@{ index }/#{id}", @{ schema.singular }: attrs)

      assert redirected_to(conn) == ~p"@{ index }/#{id}"
      assert @{ context.alias }.change_@{ schema.singular }(@{ pass }@{ context.alias }.get_@{ schema.singular }!(@{ pass }id), attrs).changes == %{}
    end
#% endif
#% if required

    test "show the form again if params are invalid", @{ with } do
      @{ v } = @{ fixture }
      conn = put(conn, ~p"@{ index }/#{@{ v }}", @{ schema.singular }: %{@{ required[0] }: nil})

      assert html_response(conn, 422) =~ ~s(id="@{ form }")
    end
#% endif
  end

  describe "delete" do
    test "deletes the row", @{ with } do
      @{ v } = @{ fixture }
      conn = delete(conn, ~p"@{ index }/#{@{ v }}")

      assert redirected_to(conn) == ~p"@{ index }"
      assert @{ context.alias }.fetch_@{ schema.singular }(@{ pass }@{ v }.id) == {:error, :not_found}
    end
  end

  defp rows(html) do
    html
    |> LazyHTML.from_document()
    |> LazyHTML.query("#@{ table } tr")
    |> LazyHTML.attribute("id")
  end
end
