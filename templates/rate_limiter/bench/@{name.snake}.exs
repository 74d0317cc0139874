# Compares the limiter, whose callers use ETS directly, with one that is a single process:
#
#     mix run bench/@{ name.snake }.exs

alias @{ name.module }@{ ", as: " ~ name.alias if name.alias != name.last else "" }

defmodule OneProcess do
  use GenServer

  def start_link(opts), do: GenServer.start_link(__MODULE__, opts, name: __MODULE__)
  def check(key), do: GenServer.call(__MODULE__, {:check, key}, :infinity)

  @impl true
  def init(opts), do: {:ok, {opts[:limit], opts[:window], %{}}}

  @impl true
  def handle_call({:check, key}, _from, {limit, length, counts}) do
    window = Integer.floor_div(System.monotonic_time(:millisecond), length)
    count = Map.get(counts, {key, window}, 0) + 1
    {:reply, count <= limit, {limit, length, Map.put(counts, {key, window}, count)}}
  end
end

opts = [limit: 100, window: :timer.minutes(1)]
{:ok, _pid} = @{ name.alias }.start_link([name: :bench] ++ opts)
{:ok, _pid} = OneProcess.start_link(opts)

checks = 200_000

per_second = fn check, callers ->
  call = fn caller -> for n <- 1..div(checks, callers), do: check.({caller, rem(n, 100)}) end

  run = fn ->
    1..callers |> Enum.map(&Task.async(fn -> call.(&1) end)) |> Task.await_many(:infinity)
  end

  {microseconds, _results} = :timer.tc(run)
  div(checks * 1_000_000, microseconds)
end

IO.puts("checks per second\n\ncallers  one process      limiter")

for callers <- [1, 8, 64, 256] do
  [slow, fast] =
    for check <- [&OneProcess.check/1, &@{ name.alias }.check(:bench, &1)],
        do: per_second.(check, callers)

  IO.puts([
    String.pad_leading("#{callers}", 7),
    String.pad_leading("#{slow}", 13),
    String.pad_leading("#{fast}", 13)
  ])
end
