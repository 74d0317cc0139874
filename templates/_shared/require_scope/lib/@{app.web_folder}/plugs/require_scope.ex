defmodule @{ app.web }.Plugs.RequireScope do
  @moduledoc """
  Responds with 401 unless an earlier plug has assigned the scope.

      plug @{ app.web }.Plugs.RequireScope, :@{ scope.assign_key }

  How clients of the API authenticate is up to that plug.
  """

  @behaviour Plug

  import Phoenix.Controller
  import Plug.Conn

  @impl true
  def init(key), do: key

  @impl true
  def call(conn, key) do
    if conn.assigns[key], do: conn, else: refuse(conn)
  end

  defp refuse(conn) do
    conn
    |> put_status(:unauthorized)
    |> put_view(json: @{ app.web }.ErrorJSON)
    |> render(:"401")
    |> halt()
  end
end
