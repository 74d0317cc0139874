defmodule @{ app.web }.UserSocket do
  @moduledoc """
  Where clients of the channels connect, with a token that says who they are.

      @{ app.web }.UserSocket.sign(user.id, ["@{ prefix }1"])

  signs a token for a user who may join these topics. Within a day a browser connects with it, by
  `new Socket("/socket", {authToken: token})`. A connection lasts longer than its token; this ends
  all those of a user:

      @{ app.web }.Endpoint.broadcast("user_socket:7", "disconnect", %{})
  """

  use Phoenix.Socket

  alias @{ app.web }.Endpoint

  channel "@{ topic }", @{ name.module }

  @salt "user socket"
  @max_age 24 * 60 * 60

  @doc "A token for a user who may join these topics."
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
