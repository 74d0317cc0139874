defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  import Mox

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }
  alias @{ name.module }Mock@{ ", as: " ~ name.alias ~ "Mock" if name.alias != name.last else "" }

  setup :verify_on_exit!

  test "calls the configured implementation" do
    expect(@{ name.alias }Mock, :@{ operation }, fn "7" -> {:ok, %{"id" => "7"}} end)

    assert @{ name.alias }.@{ operation }("7") == {:ok, %{"id" => "7"}}
  end

  test "a task uses the mock of the test that started it" do
    expect(@{ name.alias }Mock, :@{ operation }, fn "7" -> {:error, :unavailable} end)

    assert Task.await(Task.async(@{ name.alias }, :@{ operation }, ["7"])) == {:error, :unavailable}
  end
end
