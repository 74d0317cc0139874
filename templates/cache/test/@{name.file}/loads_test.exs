defmodule @{ name.module }.LoadsTest do
  use ExUnit.Case, async: true
  use ExUnitProperties

  alias @{ name.module }.Loads

  property "each waiter is replied to exactly once, by a load of its key" do
    check all steps <- list_of({member_of([:wait, :forget]), integer(0..3)}) do
      steps = Enum.with_index(steps)

      {loads, refs} = Enum.reduce(steps, {Loads.new(), []}, &step/2)
      {answered, loads} = Enum.flat_map_reduce(refs, loads, &finish/2)

      assert Enum.sort(answered) == for({{:wait, key}, n} <- steps, do: {n, key})
      assert loads == Loads.new()
    end
  end

  test "only the newer of two loads of a key is fresh" do
    [old, new] = [make_ref(), make_ref()]

    loads =
      Loads.new()
      |> Loads.start(:key, old, :first)
      |> Loads.forget(:key)
      |> Loads.start(:key, new, :second)

    assert {:ok, loads} = Loads.join(loads, :key, :third)
    assert {:key, false, [:first], loads} = Loads.finish(loads, old)
    assert {:key, true, [:third, :second], loads} = Loads.finish(loads, new)
    assert Loads.join(loads, :key, :fourth) == :error
  end

  defp step({{:forget, key}, _n}, {loads, refs}), do: {Loads.forget(loads, key), refs}

  defp step({{:wait, key}, n}, {loads, refs}) do
    case Loads.join(loads, key, n) do
      {:ok, loads} ->
        {loads, refs}

      :error ->
        ref = make_ref()
        {Loads.start(loads, key, ref, n), [ref | refs]}
    end
  end

  defp finish(ref, loads) do
    {key, _fresh?, waiters, loads} = Loads.finish(loads, ref)
    {Enum.map(waiters, &{&1, key}), loads}
  end
end
