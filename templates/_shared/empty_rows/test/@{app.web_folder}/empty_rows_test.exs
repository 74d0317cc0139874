defmodule @{ app.web }.EmptyRowsTest do
  use ExUnit.Case, async: true

  alias @{ app.web }.EmptyRows

  test "drops empty rows" do
    empty = %{"_persistent_id" => "1", "label" => "", "is_gift" => "false", "sizes" => [""], "marks" => "{}"}
    params = %{"name" => "", "lines" => %{"0" => %{"label" => "a"}, "1" => empty}}

    assert EmptyRows.reject(params, ["lines", "others"]) ==
             %{"name" => "", "lines" => %{"0" => %{"label" => "a"}}}
  end

  test "replaces empty parts by nil" do
    assert EmptyRows.nilify(%{"size" => %{"width" => ""}}, ["size"]) == %{"size" => nil}

    nested = %{"box" => %{"size" => %{"width" => ""}}}
    assert EmptyRows.nilify(nested, ["size"]) == %{"box" => %{"size" => nil}}
    assert EmptyRows.nilify(nested, ["box", "size"]) == %{"box" => nil}

    full = %{"size" => %{"width" => "1"}}
    assert EmptyRows.nilify(full, ["size"]) == full
  end

  test "offers an empty row again" do
    changeset = %Ecto.Changeset{params: %{"name" => "", "lines" => %{}}}

    assert EmptyRows.offer(changeset, ["lines"]).params == %{"name" => ""}

    for change <- [changeset, [changeset]] do
      outer = %Ecto.Changeset{params: %{}, changes: %{box: change, name: nil}}
      offered = EmptyRows.offer(outer, ["lines"])

      assert [%{params: %{"name" => ""}}] = List.wrap(offered.changes.box)
    end
  end

  test "leaves other params alone" do
    params = %{"lines" => "text", "size" => [1]}

    assert params |> EmptyRows.reject(["lines"]) |> EmptyRows.nilify(["size"]) == params
  end
end
