defmodule @{ name.module } do
  @moduledoc """
  Tracks which users are present in a topic, across the cluster.

  A LiveView tracks its user, lists the users present, and is notified of changes:

      def mount(_params, _session, socket) do
        if connected?(socket) do
          :ok = @{ name.last }.subscribe("lobby")
          {:ok, _ref} = @{ name.last }.track_user("lobby", socket.assigns.user_id)
        end

        {:ok, stream(socket, :users, @{ name.last }.list_users("lobby"))}
      end

      def handle_info({@{ name.last }, {:left, %{metas: []} = user}}, socket) do
        {:noreply, stream_delete(socket, :users, user)}
      end

      def handle_info({@{ name.last }, {_event, user}}, socket) do
        {:noreply, stream_insert(socket, :users, user)}
      end

  A channel tracks its user with `track(socket, user_id, meta)`; clients receive
  `"presence_diff"`.
  """

  use Phoenix.Presence, otp_app: :@{ app.name }, pubsub_server: @{ pubsub }

  alias Phoenix.PubSub

  @typedoc "A user, with the metadata of each process that is tracked as that user."
  @type user :: %{id: String.t(), metas: [map()]}

  @doc "Tracks the calling process as a user in a topic, until the process exits."
  @spec track_user(String.t(), integer() | String.t(), map()) ::
          {:ok, binary()} | {:error, term()}
  def track_user(topic, user_id, meta \\ %{}), do: track(self(), topic, to_string(user_id), meta)

  @doc "Lists the users present in a topic."
  @spec list_users(String.t()) :: [user()]
  def list_users(topic) do
    for {id, %{metas: metas}} <- list(topic), do: %{id: id, metas: metas}
  end

  @doc """
  Subscribes the calling process to the users of a topic.

  It receives `{@{ name.module }, {:joined | :left, user}}` when a user joins or leaves. A user
  who left, but is still tracked by another process, has remaining `metas`.
  """
  @spec subscribe(String.t()) :: :ok | {:error, term()}
  def subscribe(topic), do: PubSub.subscribe(@{ pubsub }, proxy(topic))

  @impl true
  def init(_opts), do: {:ok, nil}

  @impl true
  def handle_metas(topic, %{joins: joins, leaves: leaves}, presences, state) do
    tell(topic, :joined, joins, presences)
    tell(topic, :left, leaves, presences)
    {:ok, state}
  end

  defp tell(topic, event, changed, presences) do
    Enum.each(changed, fn {id, _presence} ->
      user = %{id: id, metas: Map.get(presences, id, [])}
      PubSub.local_broadcast(@{ pubsub }, proxy(topic), {__MODULE__, {event, user}})
    end)
  end

  # The topic itself carries `presence_diff`, which is for channel clients.
  defp proxy(topic), do: "presence:" <> topic
end
