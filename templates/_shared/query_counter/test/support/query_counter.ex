defmodule @{ app.module }.QueryCounter do
  @moduledoc "Counts the queries that a function runs, including those of its tasks."

  @doc "Returns the number of queries that `fun` runs."
  @spec count_queries((-> term())) :: non_neg_integer()
  def count_queries(fun) do
    handler = make_ref()
    event = @{ app.module }.Repo.config()[:telemetry_prefix] ++ [:query]

    :ok = :telemetry.attach(handler, event, &__MODULE__.handle_query/4, {self(), handler})

    try do
      fun.()
    after
      :telemetry.detach(handler)
    end

    count(handler, 0)
  end

  @doc false
  @spec handle_query([atom()], map(), map(), {pid(), reference()}) :: :ok
  def handle_query(_event, _measurements, _metadata, {caller, handler}) do
    if caller in [self() | Process.get(:"$callers", [])], do: send(caller, {handler, :query})
    :ok
  end

  defp count(handler, total) do
    receive do
      {^handler, :query} -> count(handler, total + 1)
    after
      0 -> total
    end
  end
end
