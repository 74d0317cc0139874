defmodule @{ name.module } do
  @moduledoc """
  Runs functions in supervised tasks: in the background, or concurrently for many inputs.

  Use it for work that may be lost: tasks end with the node, and a deploy does not wait for them.
  Work that must be done, such as sending an email or charging a card, belongs in a job queue that
  is backed by a database.

  ## Options

    * `:name` - the name of the task supervisor; defaults to this module
  """

  @doc false
  @spec child_spec(keyword()) :: Supervisor.child_spec()
  def child_spec(opts) do
    name = Keyword.get(opts, :name, __MODULE__)
    Supervisor.child_spec({Task.Supervisor, name: name}, id: name@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" })
  end

  @doc "Runs a function without waiting for it. A crash is logged and affects no other process."
  @spec start(Supervisor.supervisor(), (-> term())) :: :ok
  def start(supervisor \\ __MODULE__, fun) when is_function(fun, 0) do
    {:ok, _pid} = Task.Supervisor.start_child(supervisor, fun)
    :ok
  end

  @doc """
  Calls a function with each input concurrently and waits for all results.

  Returns the inputs that succeeded with their results, and the inputs that crashed or timed out
  with the reason, each in the order of the inputs.

  ## Options

    * `:max_concurrency` - how many tasks run concurrently; defaults to @{ max_concurrency }
    * `:timeout` - the timeout of each task, in milliseconds; defaults to 5 seconds
    * `:supervisor` - the task supervisor; defaults to this module
  """
  @spec map(Enumerable.t(input), (input -> result), keyword()) ::
          {[{input, result}], [{input, reason :: term()}]}
        when input: term(), result: term()
  def map(inputs, fun, opts \\ []) when is_function(fun, 1) do
    {supervisor, opts} = Keyword.pop(opts, :supervisor, __MODULE__)
    opts = Keyword.validate!(opts, max_concurrency: @{ max_concurrency }, timeout: :timer.seconds(5))
    opts = [on_timeout: :kill_task, zip_input_on_exit: true] ++ opts

    {results, failures} =
      supervisor
      |> Task.Supervisor.async_stream_nolink(inputs, &{&1, fun.(&1)}, opts)
      |> Enum.split_with(&match?({:ok, _result}, &1))

    {Keyword.values(results), Keyword.values(failures)}
  end
end
