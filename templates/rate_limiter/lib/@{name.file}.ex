defmodule @{ name.module } do
  @moduledoc """
  Limits how often something may happen, separately for each key.

      case @{ name.module }.check({:login, email}) do
        {:allow, _remaining} -> log_in(email, password)
        {:deny, retry_after} -> {:error, {:retry_after, retry_after}}
      end

#% if fixed_window
  Time is divided into windows of equal length, and each key has one count per window. The limit
  is exact within a window, but twice as many hits may pass around the boundary of two windows.

  Use it to protect this node. The counts are lost on a restart or deploy, and each node has its
  own, so a cluster of three nodes allows three times the limit.

  Callers update the counts in an ETS table themselves, so no process becomes a bottleneck. The
  supervisor owns the table, so the counts survive a crash of the sweeper.
#% else
  Each key has a bucket of tokens that refills at a constant rate: the limit may be used up in one
  burst, and after that tokens become available one at a time.

  Use it to protect this node. The buckets are full again after a restart or deploy, and each node
  has its own, so a cluster of three nodes allows three times the limit.

  Callers update the buckets in an ETS table themselves, so no process becomes a bottleneck. The
  supervisor owns the table, so the buckets survive a crash of the sweeper.
#% endif

  ## Options

    * `:name` - the name of the limiter; defaults to this module
#% if fixed_window
    * `:limit` - the maximum number of hits per window; required
    * `:window` - the length of a window, in milliseconds; required
#% else
    * `:limit` - the number of tokens in a full bucket; required
    * `:window` - the time in which an empty bucket refills, in milliseconds; required
#% endif
  """

  use Supervisor@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

#% if fixed_window
  alias @{ name.module }.Sweeper
  alias @{ name.module }.Window

  @typedoc "The number of hits left in the window, or the milliseconds until the next window."
#% else
  alias @{ name.module }.Bucket
  alias @{ name.module }.Sweeper

  @typedoc "The number of tokens left, or the milliseconds until the next token."
#% endif
  @type verdict :: {:allow, non_neg_integer()} | {:deny, pos_integer()}

  @spec start_link(keyword()) :: Supervisor.on_start()
  def start_link(opts) do
    {name, opts} = Keyword.pop(opts, :name, __MODULE__)
    Supervisor.start_link(__MODULE__, {name, opts}, name: name)
  end

#% if fixed_window
  @doc "Counts a hit for `key` and returns whether it is within the limit."
#% else
  @doc "Takes a token from the bucket of `key`, if there is one."
#% endif
  @spec check(atom(), term(), integer()) :: verdict()
  def check(limiter \\ __MODULE__, key, now \\ now()) do
#% if fixed_window
    {limit, length} = :ets.lookup_element(limiter, :policy, 2)
    window = Window.at(now, length)
    id = {key, window}
    ends_at = Window.ends_at(window, length)
    count = :ets.update_counter(limiter, id, {2, 1}, {id, 0, ends_at})

    if count <= limit, do: {:allow, limit - count}, else: {:deny, ends_at - now}
#% else
    # A binary, because atoms such as :_ are wildcards in ETS patterns.
    take(limiter, :erlang.term_to_binary(key), now, policy(limiter))
#% endif
  end

#% if fixed_window
  @doc "Deletes the counts of past windows and returns how many there were."
#% else
  @doc "Deletes full buckets and returns how many there were."
#% endif
  @spec sweep(atom(), integer()) :: non_neg_integer()
  def sweep(limiter, now \\ now()) do
#% if fixed_window
    :ets.select_delete(limiter, [{{:_, :_, :"$1"}, [{:"=<", :"$1", now}], [true]}])
#% else
    {limit, _window} = policy(limiter)
    full = Bucket.full(now, limit)

    :ets.select_delete(limiter, [
      {{:_, :"$1"}, [{:is_integer, :"$1"}, {:"=<", :"$1", full}], [true]}
    ])
#% endif
  end

  @impl true
  def init({name, opts}) do
    limit = Keyword.fetch!(opts, :limit)
    window = Keyword.fetch!(opts, :window)

    :ets.new(name, [:named_table, :public, read_concurrency: true, write_concurrency: :auto])
    :ets.insert(name, {:policy, {limit, window}})

    children = [{Sweeper, limiter: name, every: window}]

    Supervisor.init(children, strategy: :one_for_one, max_restarts: 3, max_seconds: 5)
  end

#% if token_bucket
  defp take(limiter, key, now, {limit, window} = policy) do
    found = :ets.lookup(limiter, key)

    case found |> bucket(now, limit) |> Bucket.take(now, limit, window) do
      {:ok, bucket, left} ->
        if swap(limiter, found, {key, bucket}),
          do: {:allow, left},
          else: take(limiter, key, now, policy)

      {:error, retry_after} ->
        {:deny, retry_after}
    end
  end

  defp bucket([], now, limit), do: Bucket.full(now, limit)
  defp bucket([{_key, bucket}], _now, _limit), do: bucket

  # Returns false if another process changed the bucket in the meantime.
  defp swap(limiter, [], row), do: :ets.insert_new(limiter, row)
  defp swap(limiter, [found], row), do: :ets.select_replace(limiter, [{found, [], [{row}]}]) == 1

  defp policy(limiter), do: :ets.lookup_element(limiter, :policy, 2)
#% endif
  defp now, do: System.monotonic_time(:millisecond)
end
