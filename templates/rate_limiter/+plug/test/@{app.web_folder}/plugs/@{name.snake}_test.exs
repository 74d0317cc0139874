defmodule @{ app.web }.Plugs.@{ name.relative | replace(".", "") }Test do
  use @{ app.web }.ConnCase, async: true

  import Phoenix.Controller, only: [put_format: 2]

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }
#% if fixed_window
  alias @{ name.module }.Window
#% endif
  alias @{ app.web }.Plugs
  alias @{ app.web }.Router

  setup %{conn: conn, module: limiter} do
    start_supervised!({@{ name.alias }, name: limiter, limit: 2, window: :timer.hours(1)})
    %{conn: put_format(conn, "html"), opts: Plugs.@{ name.relative | replace(".", "") }.init(limiter: limiter)}
  end

  test "lets requests within the limit through", %{conn: conn, opts: opts} do
    assert call(conn, opts) == conn
  end

  test "responds with 429 and retry-after to requests beyond the limit", %{conn: conn, opts: opts} do
    conns = for _ <- 1..5, do: call(conn, opts)
    denied = Enum.find(conns, & &1.halted)

    assert response(denied, 429) == "Too Many Requests"
    assert denied.halted
    assert [seconds] = get_resp_header(denied, "retry-after")
    assert String.to_integer(seconds) in 1..3_600
  end

  test "responds with JSON if that is the format of the request", %{conn: conn, opts: opts} do
    conns = for _ <- 1..5, do: call(put_format(conn, "json"), opts)
    denied = Enum.find(conns, & &1.halted)

    assert json_response(denied, 429) == %{"errors" => %{"detail" => "Too Many Requests"}}
  end

  test "limits each client separately", %{conn: conn, opts: opts} do
    for {one, other} <- [
          {{192, 0, 2, 1}, {192, 0, 2, 2}},
          {{0, 0, 0, 0, 0, 0xFFFF, 0xC000, 0x0203}, {0, 0, 0, 0, 0, 0xFFFF, 0xC000, 0x0204}},
          {{0x2001, 0xDB8, 0, 1, 0, 0, 0, 1}, {0x2001, 0xDB8, 0, 2, 0, 0, 0, 1}}
        ] do
      for _ <- 1..5, do: call(%{conn | remote_ip: one}, opts)

      refute call(%{conn | remote_ip: other}, opts).halted
    end
  end

  test "treats the addresses of an IPv6 network as one client", %{conn: conn, opts: opts} do
    conns = for last <- 1..5, do: call(%{conn | remote_ip: {0x2001, 0xDB8, 0, 1, 0, 0, 0, last}}, opts)

    assert Enum.any?(conns, & &1.halted)
  end

  test "the :@{ pipeline } pipeline uses the limiter of the application", %{conn: conn} do
#% if pipeline != "api"
    conn = init_test_session(conn, %{})
#% endif
    spent = %{conn | remote_ip: {192, 0, 2, 2}}
    spend({:ip, spent.remote_ip})

    refute Router.@{ pipeline }(conn, []).halted
    assert spent |> Router.@{ pipeline }([]) |> response(429)
  end

#% if fixed_window
  # The next window may begin during the test, so that one is used up as well.
  defp spend(key) do
    {limit, length} = :ets.lookup_element(@{ name.alias }, :policy, 2)
    window = Window.at(System.monotonic_time(:millisecond), length)

    for window <- [window, window + 1] do
      :ets.insert(@{ name.alias }, {{key, window}, limit, Window.ends_at(window, length)})
    end
  end
#% else
  # A token taken in the future leaves the bucket empty until then.
  defp spend(key) do
    @{ name.alias }.check(@{ name.alias }, key, System.monotonic_time(:millisecond) + :timer.hours(1_000))
  end
#% endif

  defp call(conn, opts), do: Plugs.@{ name.relative | replace(".", "") }.call(conn, opts)
end
