defmodule @{ app.web }.UserSocketTest do
  use @{ app.web }.ChannelCase, async: true

  alias Phoenix.Token

  alias @{ app.web }.Endpoint
  alias @{ app.web }.UserSocket

  @claims %{user_id: 7, topics: ["@{ prefix }1"]}

  test "a token says who connects, and what may be joined" do
    assert {:ok, socket} = connect_with(UserSocket.sign(7, ["@{ prefix }1"]))
    assert socket.assigns == @claims
    assert socket.id == "user_socket:7"
  end

  test "nobody connects without a token" do
    assert connect(UserSocket, %{}) == :error
    assert connect_with(nil) == :error
  end

  test "nobody connects with a token that was made elsewhere, or for something else" do
    assert connect_with("forged") == :error
    assert connect_with(Token.sign(Endpoint, "something else", @claims)) == :error
  end

  test "a token is good for a day" do
    day = 24 * 60 * 60
    now = System.system_time(:second)

    assert {:ok, _socket} = connect_with(sign_at(now - day + 60))
    assert connect_with(sign_at(now - day - 1)) == :error
  end

  defp sign_at(seconds), do: Token.sign(Endpoint, "user socket", @claims, signed_at: seconds)

  defp connect_with(token), do: connect(UserSocket, %{}, connect_info: %{auth_token: token})
end
