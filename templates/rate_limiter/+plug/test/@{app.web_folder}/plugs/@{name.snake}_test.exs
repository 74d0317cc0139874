defmodule @{ app.web }.Plugs.@{ name.relative | replace(".", "") }Test do
  use @{ app.web }.ConnCase, async: true

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }
  alias @{ app.web }.Plugs

  setup %{module: limiter} do
    start_supervised!({@{ name.alias }, name: limiter, limit: 2, window: :timer.hours(1)})
    %{opts: Plugs.@{ name.relative | replace(".", "") }.init(limiter: limiter)}
  end

  test "lets pass what is within the limit", %{conn: conn, opts: opts} do
    assert Plugs.@{ name.relative | replace(".", "") }.call(conn, opts) == conn
  end

  test "answers 429 to what is not, and says when to try again", %{conn: conn, opts: opts} do
    conns = for _ <- 1..5, do: Plugs.@{ name.relative | replace(".", "") }.call(conn, opts)
    denied = Enum.find(conns, & &1.halted)

    assert response(denied, 429) == "Too Many Requests"
    assert denied.halted
    assert [seconds] = get_resp_header(denied, "retry-after")
    assert String.to_integer(seconds) in 1..3_600
  end

  test "clients do not count for one another", %{conn: conn, opts: opts} do
    for _ <- 1..5, do: Plugs.@{ name.relative | replace(".", "") }.call(conn, opts)
    other = %{conn | remote_ip: {192, 0, 2, 1}}

    assert Plugs.@{ name.relative | replace(".", "") }.call(other, opts) == other
  end
end
