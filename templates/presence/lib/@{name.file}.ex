defmodule @{ name.module } do
  @moduledoc """
  Who is where: users by topic, on all nodes of the cluster.

  A LiveView tracks its user, lists who is there, and is told what changes:

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

  A channel tracks its user with `track(socket, user_id, meta)`; its clients get `"presence_diff"`.
  """

  use Phoenix.Presence, otp_app: :@{ app.name }, pubsub_server: @{ pubsub }

  alias Phoenix.PubSub

  @typedoc "A user, and what is known of each place that the user is tracked from."
  @type user :: %{id: String.t(), metas: [map()]}

  @doc "Tracks the calling process, until it ends, as a user who is in a topic."
  @spec track_user(String.t(), integer() | String.t(), map()) ::
          {:ok, binary()} | {:error, term()}
  def track_user(topic, user_id, meta \\ %{}), do: track(self(), topic, to_string(user_id), meta)

  @doc "The users who are in a topic."
  @spec list_users(String.t()) :: [user()]
  def list_users(topic) do
    for {id, %{metas: metas}} <- list(topic), do: %{id: id, metas: metas}
  end

  @doc """
  Sends `{@{ name.module }, {:joined | :left, user}}` to the calling process when a user joins or
  leaves a topic. A user who left, but is still tracked from elsewhere, has `metas` left.
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

  # The topic itself carries `presence_diff`, which is for the clients of channels.
  defp proxy(topic), do: "presence:" <> topic
end
