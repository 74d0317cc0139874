defmodule @{ name.module }.TableTest do
  use ExUnit.Case, async: true
  use ExUnitProperties

  alias @{ name.module }.Table

  setup %{module: table}, do: Table.new(table)

  property "returns a value until its time to live has passed", %{module: table} do
    check all key <- term(), value <- term(), ttl <- integer(0..1_000), age <- integer(0..1_000) do
      Table.put(table, key, value, ttl, 0)

      assert Table.fetch(table, key, age) == if(age < ttl, do: {:ok, value}, else: :error)
    end
  end

  property "sweep deletes only expired entries", %{module: table} do
    check all times <- list_of(integer(0..1_000)), now <- integer(0..1_000) do
      :ets.delete_all_objects(table)
      for {time, key} <- Enum.with_index(times), do: Table.put(table, key, :value, time, 0)

      assert Table.sweep(table, now) == Enum.count(times, &(&1 <= now))
      for {time, key} <- Enum.with_index(times), do: assert(:ets.member(table, key) == time > now)
    end
  end

  test "does not return a deleted value", %{module: table} do
    Table.put(table, :key, :value, 1_000)
    assert Table.fetch(table, :key) == {:ok, :value}

    Table.delete(table, :key)
    assert Table.fetch(table, :key) == :error
  end
end
