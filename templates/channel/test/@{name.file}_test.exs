defmodule @{ name.module }Test do
  use @{ app.web }.ChannelCase, async: true

  alias @{ app.web }.UserSocket

  setup do
    topic = "@{ prefix }#{System.unique_integer([:positive])}"
    claims = %{user_id: 7, topics: [topic]}
    %{topic: topic, socket: socket(UserSocket, "user_socket:7", claims)}
  end

  test "joins a topic listed in the token", %{socket: socket, topic: topic} do
    assert {:ok, _reply, _socket} = subscribe_and_join(socket, topic)
  end

  test "rejects other topics", %{socket: socket, topic: topic} do
    assert subscribe_and_join(socket, topic <> "0") == {:error, %{reason: "forbidden"}}
  end

  test "rejects a socket without claims", %{topic: topic} do
    assert subscribe_and_join(socket(UserSocket), topic) == {:error, %{reason: "unauthorized"}}
  end

  test "broadcasts a message with the id of its sender", %{socket: socket, topic: topic} do
    {:ok, _reply, socket} = subscribe_and_join(socket, topic)
    ref = push(socket, "message", %{"body" => " hello "})

    assert_reply ref, :ok, _payload, 5_000
    assert_broadcast "message", %{body: "hello", user_id: 7}, 5_000
    assert_push "message", %{body: "hello", user_id: 7}, 5_000
  end

  test "replies with an error if the body is invalid", %{socket: socket, topic: topic} do
    {:ok, _reply, socket} = subscribe_and_join(socket, topic)

    for {params, reason} <- [
          {%{}, "must be a string"},
          {%{"body" => 1}, "must be a string"},
          {%{"body" => " "}, "is blank"},
          {%{"body" => String.duplicate("a", 4_001)}, "is too long"}
        ] do
      ref = push(socket, "message", params)
      assert_reply ref, :error, %{body: ^reason}, 5_000
    end

    refute_received %Phoenix.Socket.Broadcast{event: "message"}
  end
end
