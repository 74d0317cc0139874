defmodule @{ app.web }.Plugs.RequireScope do
  @moduledoc """
  Answers 401 unless a plug before it said who is asking.

      plug @{ app.web }.Plugs.RequireScope, :@{ scope.assign_key }

  How a client of the API proves who it is, is for that plug to decide.
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
