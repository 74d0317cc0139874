defmodule @{ app.web }.UserSocketTest do
  use @{ app.web }.ChannelCase, async: true

  alias Phoenix.Token

  alias @{ app.web }.Endpoint
  alias @{ app.web }.UserSocket

  @claims %{user_id: 7, topics: ["@{ prefix }1"]}

  test "assigns the claims of a valid token" do
    assert {:ok, socket} = connect_with(UserSocket.sign(7, ["@{ prefix }1"]))
    assert socket.assigns == @claims
    assert socket.id == "user_socket:7"
  end

  test "rejects a missing token" do
    assert connect(UserSocket, %{}) == :error
    assert connect_with(nil) == :error
  end

  test "rejects a token that is forged or signed for another purpose" do
    assert connect_with("forged") == :error
    assert connect_with(Token.sign(Endpoint, "something else", @claims)) == :error
  end

  test "accepts a token for a day" do
    day = 24 * 60 * 60
    now = System.system_time(:second)

    assert {:ok, _socket} = connect_with(sign_at(now - day + 60))
    assert connect_with(sign_at(now - day - 1)) == :error
  end

  defp sign_at(seconds), do: Token.sign(Endpoint, "user socket", @claims, signed_at: seconds)

  defp connect_with(token), do: connect(UserSocket, %{}, connect_info: %{auth_token: token})
end
