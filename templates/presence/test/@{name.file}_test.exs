defmodule @{ name.module }Test do
  use ExUnit.Case, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  setup do
    topic = "lobby:#{System.unique_integer([:positive])}"
    :ok = @{ name.alias }.subscribe(topic)
    %{topic: topic}
  end

  test "lists users with their metadata", %{topic: topic} do
    track(topic, 1, %{status: "away"})
    track(topic, 2)

    assert [%{id: "1", metas: [%{status: "away"}]}, %{id: "2", metas: [%{}]}] =
             Enum.sort_by(@{ name.alias }.list_users(topic), & &1.id)
  end

  test "notifies subscribers of users who join and leave", %{topic: topic} do
    track(topic, 1)
    assert_receive {@{ name.alias }, {:joined, %{id: "1", metas: [%{}]}}}, 5_000
    window = track(topic, 2)
    assert_receive {@{ name.alias }, {:joined, %{id: "2", metas: [%{}]}}}, 5_000

    stop_supervised!(window)

    assert_receive {@{ name.alias }, {:left, %{id: "2", metas: []}}}, 5_000
    assert [%{id: "1"}] = @{ name.alias }.list_users(topic)
  end

  test "a user tracked twice is present until both processes exit", %{topic: topic} do
    windows = [track(topic, 1), track(topic, 1)]
    for _ <- windows, do: assert_receive({@{ name.alias }, {:joined, %{id: "1"}}}, 5_000)
    [first, second] = windows

    stop_supervised!(first)
    assert_receive {@{ name.alias }, {:left, %{id: "1", metas: [%{}]}}}, 5_000
    stop_supervised!(second)
    assert_receive {@{ name.alias }, {:left, %{id: "1", metas: []}}}, 5_000
  end

  test "keeps topics separate", %{topic: topic} do
    track(topic <> "0", 1)
    track(topic, 2)

    assert_receive {@{ name.alias }, {:joined, %{id: "2"}}}, 5_000
    refute_received {@{ name.alias }, {:joined, %{id: "1"}}}
  end

  defp track(topic, user_id, meta \\ %{}) do
    id = make_ref()
    window = start_supervised!({Agent, fn -> nil end}, id: id)
    {:ok, _ref} = Agent.get(window, fn nil -> @{ name.alias }.track_user(topic, user_id, meta) end)
    id
  end
end
