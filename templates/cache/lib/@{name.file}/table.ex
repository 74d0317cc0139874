defmodule @{ name.module }.Table do
  @moduledoc "The ETS table behind the cache: values by key, each with its expiration time."

  @doc "Creates the table, owned by the calling process."
  @spec new(atom()) :: :ok
  def new(table) do
    :ets.new(table, [:named_table, :public, read_concurrency: true])
    :ok
  end

  @doc "Returns the value of a key, unless it is missing or has expired."
  @spec fetch(atom(), term(), integer()) :: {:ok, term()} | :error
  def fetch(table, key, now \\ now()) do
    case :ets.lookup(table, key) do
      [{^key, value, expires_at}] when expires_at > now -> {:ok, value}
      _missing_or_expired -> :error
    end
  end

  @doc "Stores a value for `ttl` milliseconds."
  @spec put(atom(), term(), term(), non_neg_integer(), integer()) :: :ok
  def put(table, key, value, ttl, now \\ now()) do
    :ets.insert(table, {key, value, now + ttl})
    :ok
  end

  @doc "Deletes a key."
  @spec delete(atom(), term()) :: :ok
  def delete(table, key) do
    :ets.delete(table, key)
    :ok
  end

  @doc "Deletes expired entries and returns how many there were."
  @spec sweep(atom(), integer()) :: non_neg_integer()
  def sweep(table, now \\ now()) do
    :ets.select_delete(table, [{{:_, :_, :"$1"}, [{:"=<", :"$1", now}], [true]}])
  end

  defp now, do: System.monotonic_time(:millisecond)
end
