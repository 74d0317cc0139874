defmodule @{ name.module } do
  @moduledoc """
  Limits how often something may happen, for each key by itself.

      case @{ name.module }.check({:login, email}) do
        {:allow, _remaining} -> log_in(email, password)
        {:deny, retry_after} -> {:error, {:retry_after, retry_after}}
      end

#% if fixed_window
  Time is cut into windows of equal length, and each key has a count in each. That is exact within
  a window; around the turn of one, twice the limit may pass.

  Choose it to protect this node. The counts are gone after a restart or a deploy, and each node
  counts for itself, so a cluster of three allows three times as much.

  The callers count, in an ETS table, so no process stands in their way. The supervisor owns the
  table: a crash of the process that removes old counts resets none.
#% else
  Each key has a bucket of tokens that fills up evenly: the limit may pass at once, and after that
  one at a time.

  Choose it to protect this node. The buckets are full again after a restart or a deploy, and each
  node has its own, so a cluster of three allows three times as much.

  The callers take tokens from an ETS table themselves, so no process stands in their way. The
  supervisor owns the table: a crash of the process that removes full buckets fills none.
#% endif

  ## Options

    * `:name` - the name of the limiter; this module by default
#% if fixed_window
    * `:limit` - how often it may happen within a window; required
    * `:window` - the length of a window in milliseconds; required
#% else
    * `:limit` - how many tokens a bucket holds; required
    * `:window` - in how many milliseconds an empty bucket fills up; required
#% endif
  """

  use Supervisor@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" }

#% if fixed_window
  alias @{ name.module }.Sweeper
  alias @{ name.module }.Window

  @typedoc "How often it may still happen, or after how many milliseconds to try again."
#% else
  alias @{ name.module }.Bucket
  alias @{ name.module }.Sweeper

  @typedoc "How often it may still happen at once, or after how many milliseconds to try again."
#% endif
  @type verdict :: {:allow, non_neg_integer()} | {:deny, pos_integer()}

  @spec start_link(keyword()) :: Supervisor.on_start()
  def start_link(opts) do
    {name, opts} = Keyword.pop(opts, :name, __MODULE__)
    Supervisor.start_link(__MODULE__, {name, opts}, name: name)
  end

#% if fixed_window
  @doc "Counts one more for `key` and tells whether that is within the limit."
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
    # A binary, since in a pattern of ETS some atoms stand for anything.
    take(limiter, :erlang.term_to_binary(key), now, policy(limiter))
#% endif
  end

#% if fixed_window
  @doc "Removes the counts of windows that are over and tells how many those were."
#% else
  @doc "Removes the buckets that are full and tells how many those were."
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

  # False if somebody else was faster.
  defp swap(limiter, [], row), do: :ets.insert_new(limiter, row)
  defp swap(limiter, [found], row), do: :ets.select_replace(limiter, [{found, [], [{row}]}]) == 1

  defp policy(limiter), do: :ets.lookup_element(limiter, :policy, 2)
#% endif
  defp now, do: System.monotonic_time(:millisecond)
end
