defmodule @{app.web}.Plugs.Health do
  @moduledoc """
  Responds to health checks of a load balancer or an orchestrator.

    * `GET /health/live`: 200 as long as the VM serves requests
    * `GET /health/ready`: 200, or 503 with the reason if this node should not receive traffic
  """

  @behaviour Plug

  import Plug.Conn

  alias @{app.module}.Health

  @impl Plug
  def init(opts), do: Keyword.get(opts, :flag, Health)

  @impl Plug
  def call(%Plug.Conn{method: "GET", path_info: ["health", probe]} = conn, flag) do
    case probe do
      "live" -> answer(conn, 200, "live")
      "ready" -> answer_ready(conn, Health.ready(flag))
      _unknown -> conn
    end
  end

  def call(conn, _flag), do: conn

  defp answer_ready(conn, :ok), do: answer(conn, 200, "ready")
  defp answer_ready(conn, {:error, reason}), do: answer(conn, 503, Atom.to_string(reason))

  defp answer(conn, status, text) do
    conn
    |> put_resp_content_type("text/plain")
    |> put_resp_header("cache-control", "no-store")
    |> send_resp(status, text)
    |> halt()
  end
end
