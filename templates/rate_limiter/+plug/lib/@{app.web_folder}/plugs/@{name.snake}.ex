defmodule @{ app.web }.Plugs.@{ name.relative | replace(".", "") } do
  @moduledoc """
  Responds with 429 and `retry-after` to clients that exceed the rate limit.

  Clients are identified by `conn.remote_ip`, IPv6 clients by their /64 network. Behind a proxy,
  put a plug before this one that sets `remote_ip` from a header of the proxy; otherwise all
  clients share the address of the proxy.

  ## Options

    * `:limiter` - the name of the rate limiter; defaults to `@{ name.module }`
  """

  @behaviour Plug

  import Phoenix.Controller, only: [get_format: 1, json: 2, text: 2]
  import Plug.Conn

  alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

  @impl Plug
  def init(opts), do: Keyword.get(opts, :limiter, @{ name.alias })

  @impl Plug
  def call(conn, limiter) do
    case @{ name.alias }.check(limiter, {:ip, client(conn.remote_ip)}) do
      {:allow, _remaining} -> conn
      {:deny, retry_after} -> deny(conn, retry_after)
    end
  end

  # An IPv4 address as seen by a dual-stack socket.
  defp client({0, 0, 0, 0, 0, 0xFFFF, _, _} = ip), do: ip
  defp client({a, b, c, d, _, _, _, _}), do: {a, b, c, d, 0, 0, 0, 0}
  defp client(ip), do: ip

  defp deny(conn, milliseconds) do
    seconds = div(milliseconds + 999, 1_000)

    conn
    |> put_resp_header("retry-after", Integer.to_string(seconds))
    |> put_status(:too_many_requests)
    |> explain(get_format(conn))
    |> halt()
  end

  defp explain(conn, "json"), do: json(conn, %{errors: %{detail: "Too Many Requests"}})
  defp explain(conn, _format), do: text(conn, "Too Many Requests")
end
