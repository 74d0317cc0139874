defmodule @{ name.module } do
  @moduledoc """
  Caches values that are expensive to load, for a limited time.

      @{ name.module }.fetch({:user, id}, fn -> load_user(id) end)

  Hits are read from an ETS table in the calling process. On a miss the value is loaded once, no
  matter how many callers ask for it concurrently, and all of them get the result.

  Use it for data that is read far more often than it changes and may be slightly stale. Entries
  expire, but their number is not limited, so the number of keys should be. A deploy empties the
  cache, and each node has its own: `delete/1` does not affect other nodes.

  The supervisor owns the table, so cached values survive a crash of the server.

  ## Options

    * `:name` - the name of the cache; defaults to this module
    * `:ttl` - the time to live of a value, in milliseconds; required
    * `:load_timeout` - the timeout of a load, in milliseconds; defaults to 15 seconds
    * `:sweep_every` - how often expired values are removed, in milliseconds; defaults to one
      minute
  """

  use Supervisor@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

  alias @{ name.module }.Server
  alias @{ name.module }.Table

  @type key :: term()
  @type value :: term()
  @type loader :: (-> {:ok, value()} | {:error, term()})

  @spec start_link(keyword()) :: Supervisor.on_start()
  def start_link(opts) do
    opts = Keyword.put_new(opts, :name, __MODULE__)
    Supervisor.start_link(__MODULE__, opts)
  end

  @doc """
  Returns the value of a key, calling `loader` if it is missing or has expired.

  Errors are not cached, so the next call tries again. If the loader crashes or times out, the
  result is `{:error, {:exit, reason}}`. The loader runs in a process of its own.
  """
  @spec fetch(atom(), key(), loader()) :: {:ok, value()} | {:error, term()}
  def fetch(cache \\ __MODULE__, key, loader) when is_function(loader, 0) do
    with :error <- Table.fetch(cache, key), do: Server.load(cache, key, loader)
  end

  @doc "Deletes a key. If it is being loaded, the loaded value is not cached either."
  @spec delete(atom(), key()) :: :ok
  def delete(cache \\ __MODULE__, key), do: Server.delete(cache, key)

  @impl true
  def init(opts) do
    opts |> Keyword.fetch!(:name) |> Table.new()

    Supervisor.init([{Server, opts}], strategy: :one_for_one, max_restarts: 3, max_seconds: 5)
  end
end
