#% import "_shared/fields.ex" as ex
#% import "_shared/web.ex" as web
#% set index = web.at(full_path, scope, "scope") | trim
#% set anyone = "%{conn: conn, scope: scope}" if index != full_path else "%{conn: conn}"
#% set pass = "scope, " if scope else ""
#% set only = "(scope)" if scope else "()"
#% set with = "%{conn: conn, scope: scope}" if scope else "%{conn: conn}"
#% set fixture = schema.singular ~ "_fixture" ~ only
#% set attrs = "valid_" ~ schema.singular ~ "_attrs" ~ only
#% set v = schema.variable
#% set shown = plain | rejectattr("redact") | rejectattr("kind", "equalto", "binary") | rejectattr("inner", "equalto", "binary") | map(attribute="name") | list
#% set hidden = plain | selectattr("redact") | map(attribute="name") | list
#% set maps = plain | selectattr("kind", "equalto", "map") | map(attribute="name") | list
#% set unfit = cast | reject("in", maps) | list
#% set changes = ex.changes(plain) | trim
defmodule @{ app.web }.@{ prefix }@{ schema.last }ControllerTest do
  use @{ app.web }.ConnCase, async: @{ postgres }

#% for module in test_imports if module is not endingwith("QueryCounter")
  import @{ module }
#% endfor

#% if shown
  @fields ~w(@{ shown | join(" ") })
#% endif
#% if unfit
  @unfit Map.new(~w(@{ unfit | join(" ") }), &{&1, %{"no" => "value"}})
#% endif
#% if shown or unfit

#% endif
  setup %{conn: conn} do
#% if scope
    scope = @{ scope.name }_scope_fixture()
    conn = conn |> put_req_header("accept", "application/json") |> assign(:@{ scope.assign_key }, scope)

    %{conn: conn, scope: scope}
#% else
    %{conn: put_req_header(conn, "accept", "application/json")}
#% endif
  end

  describe "index" do
    test "returns pages, newest first", @{ with } do
      ids = for _ <- 1..3, do: @{ fixture }.id
      [newest, middle, oldest] = Enum.sort(ids, :desc)

      answer = conn |> get(~p"@{ index }?limit=2") |> json_response(200)
      assert %{"data" => [%{"id" => ^newest}, %{"id" => ^middle}], "next" => ^middle} = answer

      answer = conn |> get(~p"@{ index }?after=#{middle}") |> json_response(200)
      assert %{"data" => [%{"id" => ^oldest}], "next" => nil} = answer
    end

    test "responds with 422 to an invalid limit", @{ anyone } do
      assert %{"errors" => %{"limit" => ["is invalid"]}} = conn |> get(~p"@{ index }?limit=all") |> json_response(422)
    end
#% if scope

    test "responds with 401 without a scope", @{ anyone } do
      conn = conn |> assign(:@{ scope.assign_key }, nil) |> get(~p"@{ index }")

      assert json_response(conn, 401)
    end
#% endif
  end

  describe "show" do
    test "returns the row with the id", @{ with } do
      %{id: id} = @{ fixture }

#% if hidden
      assert %{"data" => %{"id" => ^id} = data} = conn |> get(~p"@{ index }/#{id}") |> json_response(200)
      refute Enum.any?(~w(@{ hidden | join(" ") }), &is_map_key(data, &1))
#% else
      assert %{"data" => %{"id" => ^id}} = conn |> get(~p"@{ index }/#{id}") |> json_response(200)
#% endif
    end

    test "responds with 404 if there is none", @{ anyone } do
      for id <- [@{ "Ecto.UUID.generate()" if uuid else "0" }, "none"] do
        assert %{"errors" => %{"detail" => "Not Found"}} = conn |> get(~p"@{ index }/#{id}") |> json_response(404)
      end
    end
#% if scope

    test "responds with 404 for rows of other owners", @{ anyone } do
      %{id: id} = @{ schema.singular }_fixture(@{ scope.name }_scope_fixture())

      assert conn |> get(~p"@{ index }/#{id}") |> json_response(404)
    end
#% endif
  end

  describe "create" do
    test "responds with 201 and the location", @{ with } do
      sent = as_json(@{ attrs })
      conn = post(conn, ~p"@{ index }", @{ schema.singular }: sent)

#% if shown
      assert %{"data" => %{"id" => id} = data} = json_response(conn, 201)
      assert get_resp_header(conn, "location") == [~p"@{ index }/#{id}"]
      assert Map.take(data, @fields) == Map.take(sent, @fields)
#% else
      assert %{"data" => %{"id" => id}} = json_response(conn, 201)
      assert get_resp_header(conn, "location") == [~p"@{ index }/#{id}"]
#% endif
    end
#% if required

    test "returns errors for missing fields", @{ anyone } do
      answer = conn |> post(~p"@{ index }", @{ schema.singular }: %{@{ required[0] }: nil}) |> json_response(422)

      assert answer["errors"]["@{ required[0] }"] == ["can't be blank"]
    end
#% endif
#% if unfit

    test "returns errors for values of the wrong type", @{ anyone } do
      answer = conn |> post(~p"@{ index }", @{ schema.singular }: @unfit) |> json_response(422)

      for {field, _value} <- @unfit, do: assert(answer["errors"][field] == ["is invalid"])
    end
#% endif
#% for field in columns if field.unique

    test "rejects a taken @{ field.title | lower }", @{ with } do
#% if field.kind == "belongs_to" and field.optional
      taken = @{ field.target.fixtures_prefix }@{ field.target.singular }_fixture(@{ "scope" if field.target.scoped else "" }).id
      @{ schema.singular }_fixture(@{ pass }%{@{ field.column }: taken})
#% else
      %{@{ field.column }: taken} = @{ fixture }
#% endif
      sent = as_json(valid_@{ schema.singular }_attrs(@{ pass }%{@{ field.column }: taken}))
      answer = conn |> post(~p"@{ index }", @{ schema.singular }: sent) |> json_response(422)

      assert answer["errors"]["@{ field.column }"] == ["has already been taken"]
    end
#% endfor

    test "responds with 400 without the resource", @{ anyone } do
      assert_error_sent 400, fn -> post(conn, ~p"@{ index }", %{}) end
    end
  end

  describe "update" do
    test "saves valid params", @{ with } do
      @{ v } = @{ fixture }
      sent = as_json(@{ "%{" ~ changes ~ "}" if changes else attrs })
      answer = conn |> put(~p"@{ index }/#{@{ v }}", @{ schema.singular }: sent) |> json_response(200)

#% if shown and changes
      changed = Map.take(sent, @fields)
      assert Map.take(answer["data"], Map.keys(changed)) == changed
#% else
      assert answer["data"]["id"] == @{ v }.id
#% endif
    end
#% if unfit

    test "responds with 422 to values of the wrong type", @{ with } do
      @{ v } = @{ fixture }

      assert conn |> put(~p"@{ index }/#{@{ v }}", @{ schema.singular }: @unfit) |> json_response(422)
    end
#% endif
  end

  describe "delete" do
    test "deletes the row", @{ with } do
      @{ v } = @{ fixture }

      assert conn |> delete(~p"@{ index }/#{@{ v }}") |> response(204) == ""
      assert conn |> get(~p"@{ index }/#{@{ v }}") |> json_response(404)
    end
  end

  # What a client would send.
  defp as_json(attrs) do
    json = Phoenix.json_library()

    attrs |> json.encode!() |> json.decode!()
  end
end
