defmodule @{ name.module } do
  @moduledoc """
  Broadcasts messages to all clients that joined the same topic, `@{ prefix }ID`.

  A client may join the topics listed in its token; see `@{ app.web }.UserSocket`. It pushes
  `"message"` with a `"body"`, which is broadcast with the `user_id` of the sender.
  """

  use @{ app.web }, :channel

  @max_bytes 4_000

  @impl true
  def join("@{ prefix }" <> _id = topic, _params, socket) do
    case authorize(topic, socket.assigns) do
      :ok -> {:ok, socket}
      {:error, reason} -> {:error, %{reason: reason}}
    end
  end

  @impl true
  def handle_in("message", params, socket) do
    case body(params) do
      {:ok, body} ->
        broadcast!(socket, "message", %{body: body, user_id: socket.assigns.user_id})
        {:reply, :ok, socket}

      {:error, reason} ->
        {:reply, {:error, %{body: reason}}, socket}
    end
  end

  defp authorize(topic, %{user_id: _user_id, topics: topics}) do
    if topic in topics, do: :ok, else: {:error, "forbidden"}
  end

  defp authorize(_topic, _no_claims), do: {:error, "unauthorized"}

  defp body(%{"body" => body}) when is_binary(body) and byte_size(body) <= @max_bytes do
    case String.trim(body) do
      "" -> {:error, "is blank"}
      body -> {:ok, body}
    end
  end

  defp body(%{"body" => body}) when is_binary(body), do: {:error, "is too long"}
  defp body(_params), do: {:error, "must be a string"}
end
