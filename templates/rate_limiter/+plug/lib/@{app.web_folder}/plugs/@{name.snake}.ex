defmodule @{ app.web }.Plugs.@{ name.relative | replace(".", "") } do
  @moduledoc """
  Answers 429 with `retry-after` to a client that asks too often.

  A client is an address, `conn.remote_ip`. Behind a proxy that is the proxy's own, unless an
  earlier plug takes it from a header that the proxy sets.

  ## Options

    * `:limiter` - the limiter to ask; `@{ name.module }` by default
  """

  @behaviour Plug

  import Plug.Conn

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @impl Plug
  def init(opts), do: Keyword.get(opts, :limiter, @{ name.alias })

  @impl Plug
  def call(conn, limiter) do
    case @{ name.alias }.check(limiter, {:ip, conn.remote_ip}) do
      {:allow, _remaining} -> conn
      {:deny, retry_after} -> deny(conn, retry_after)
    end
  end

  defp deny(conn, milliseconds) do
    seconds = div(milliseconds + 999, 1_000)

    conn
    |> put_resp_header("retry-after", Integer.to_string(seconds))
    |> put_resp_content_type("text/plain")
    |> send_resp(429, "Too Many Requests")
    |> halt()
  end
end
