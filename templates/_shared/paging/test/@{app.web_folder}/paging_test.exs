defmodule @{ app.web }.PagingTest do
  use ExUnit.Case, async: true

  alias @{ app.web }.Paging

  @rows for id <- 9..1//-1, do: %{id: id}

  defp list(opts), do: Enum.take(@rows, opts[:limit])

  test "returns the first rows and the id to continue after" do
    assert {:ok, %Paging{rows: [%{id: 9}, %{id: 8}], next: 8}} =
             Paging.read(%{"limit" => "2"}, &list/1)
  end

  test "has no next id on the last page" do
    assert {:ok, %Paging{rows: @rows, next: nil}} = Paging.read(%{"limit" => "9"}, &list/1)
    assert {:ok, %Paging{rows: [], next: nil}} = Paging.read(%{}, fn _opts -> [] end)
  end

  test "passes the params on as options" do
    assert {:ok, page} =
             Paging.read(%{"after" => "7", "search" => "a"}, fn opts ->
               assert opts == [limit: 51, after: "7", search: "a"]
               []
             end)

    assert %Paging{after: "7", search: "a"} = page
  end

  test "returns a changeset for invalid params" do
    for params <- [%{"limit" => "0"}, %{"limit" => "101"}, %{"limit" => "x"}, %{"after" => %{}}] do
      [field] = Map.keys(params)

      assert {:error, changeset} = Paging.read(params, &list/1)
      assert [{^field, _message}] = for({key, error} <- changeset.errors, do: {"#{key}", error})
    end
  end
end
