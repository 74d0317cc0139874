defmodule @{ app.web }.UserSocket do
  @moduledoc """
  Connects clients to the channels, authenticated by a signed token.

      @{ app.web }.UserSocket.sign(user.id, ["@{ prefix }1"])

  returns a token for a user who may join these topics. It is valid for a day, and a browser
  connects with `new Socket("/socket", {authToken: token})`. Connections outlive their token; to
  close all connections of a user:

      @{ app.web }.Endpoint.broadcast("user_socket:7", "disconnect", %{})
  """

  use Phoenix.Socket

  alias @{ app.web }.Endpoint

  channel "@{ topic }", @{ name.module }

  @salt "user socket"
  @max_age 24 * 60 * 60

  @doc "Signs a token for a user who may join the given topics."
  @spec sign(integer() | String.t(), [String.t()]) :: String.t()
  def sign(user_id, topics) do
    Phoenix.Token.sign(Endpoint, @salt, %{user_id: user_id, topics: topics})
  end

  @impl true
  def connect(_params, socket, connect_info) do
    case Phoenix.Token.verify(socket, @salt, connect_info[:auth_token], max_age: @max_age) do
      {:ok, claims} -> {:ok, assign(socket, claims)}
      {:error, _reason} -> :error
    end
  end

  @impl true
  def id(socket), do: "user_socket:#{socket.assigns.user_id}"
end
