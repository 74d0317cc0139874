defmodule @{ name.module }Test do
  use @{ app.web }.ChannelCase, async: true

  alias @{ app.web }.UserSocket

  setup do
    topic = "@{ prefix }#{System.unique_integer([:positive])}"
    claims = %{user_id: 7, topics: [topic]}
    %{topic: topic, socket: socket(UserSocket, "user_socket:7", claims)}
  end

  test "lets in whom the token lets in", %{socket: socket, topic: topic} do
    assert {:ok, _reply, _socket} = subscribe_and_join(socket, topic)
  end

  test "refuses other topics", %{socket: socket, topic: topic} do
    assert subscribe_and_join(socket, topic <> "0") == {:error, %{reason: "forbidden"}}
  end

  test "refuses who has no claims", %{topic: topic} do
    assert subscribe_and_join(socket(UserSocket), topic) == {:error, %{reason: "unauthorized"}}
  end

  test "a message reaches all who joined, with who said it", %{socket: socket, topic: topic} do
    {:ok, _reply, socket} = subscribe_and_join(socket, topic)
    ref = push(socket, "message", %{"body" => " hello "})

    assert_reply ref, :ok, _payload, 5_000
    assert_broadcast "message", %{body: "hello", user_id: 7}, 5_000
    assert_push "message", %{body: "hello", user_id: 7}, 5_000
  end

  test "an invalid body is refused with a reason", %{socket: socket, topic: topic} do
    {:ok, _reply, socket} = subscribe_and_join(socket, topic)

    for {params, reason} <- [
          {%{}, "is no text"},
          {%{"body" => 1}, "is no text"},
          {%{"body" => " "}, "is blank"},
          {%{"body" => String.duplicate("a", 4_001)}, "is too long"}
        ] do
      ref = push(socket, "message", params)
      assert_reply ref, :error, %{body: ^reason}, 5_000
    end

    refute_received %Phoenix.Socket.Broadcast{event: "message"}
  end
end
