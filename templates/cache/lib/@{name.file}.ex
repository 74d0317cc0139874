defmodule @{ name.module } do
  @moduledoc """
  Values that are expensive to get, each kept for a limited time.

      @{ name.module }.fetch({:user, id}, fn -> load_user(id) end)

  A hit is read from an ETS table by the caller itself. A key that is missing is loaded once,
  however many callers miss it at that moment, and each of them gets the answer.

  Choose it for what is read far more often than it changes and may be a little out of date. It
  is bounded by time and not by size, so the keys should be of a limited number. A deploy empties
  it, and each node has its own: `delete/1` does not reach the others.

  The supervisor owns the table, so a crash of the process that fills it loses no value.

  ## Options

    * `:name` - the name of the cache; this module by default
    * `:ttl` - for how many milliseconds a value is kept; required
    * `:load_timeout` - how many milliseconds a load may take; 15 seconds by default
    * `:sweep_every` - every how many milliseconds expired values are removed; a minute by default
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
  The value of a key; if it is missing, what `loader` answers.

  An error is not kept, so that the next call tries again. A loader that crashes or takes too long
  answers `{:error, {:exit, reason}}`. It runs in a process of its own.
  """
  @spec fetch(atom(), key(), loader()) :: {:ok, value()} | {:error, term()}
  def fetch(cache \\ __MODULE__, key, loader) when is_function(loader, 0) do
    with :error <- Table.fetch(cache, key), do: Server.load(cache, key, loader)
  end

  @doc "Forgets a key. A load of it that is under way is not kept either."
  @spec delete(atom(), key()) :: :ok
  def delete(cache \\ __MODULE__, key), do: Server.delete(cache, key)

  @impl true
  def init(opts) do
    opts |> Keyword.fetch!(:name) |> Table.new()

    Supervisor.init([{Server, opts}], strategy: :one_for_one, max_restarts: 3, max_seconds: 5)
  end
end
