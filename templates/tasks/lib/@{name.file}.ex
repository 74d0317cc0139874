defmodule @{ name.module } do
  @moduledoc """
  Runs functions in tasks of their own: one that nobody waits for, or many, a few at a time.

  Choose it for work that may be lost, since a task ends with the node and a deploy does not wait
  for it. What must be done, such as an email or a payment, belongs into a job queue that is kept
  in a database.

  ## Options

    * `:name` - the name of the supervisor; this module by default
  """

  @doc false
  @spec child_spec(keyword()) :: Supervisor.child_spec()
  def child_spec(opts) do
    name = Keyword.get(opts, :name, __MODULE__)
    Supervisor.child_spec({Task.Supervisor, name: name}, id: name@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" })
  end

  @doc "Runs a function that nobody waits for. If it crashes, that is logged and touches no one else."
  @spec start(Supervisor.supervisor(), (-> term())) :: :ok
  def start(supervisor \\ __MODULE__, fun) when is_function(fun, 0) do
    {:ok, _pid} = Task.Supervisor.start_child(supervisor, fun)
    :ok
  end

  @doc """
  Calls a function with each input and waits for all, whether they succeed or not.

  Returns the inputs with their results, and those that crashed or took too long with the reason,
  each in the order of the inputs.

  ## Options

    * `:max_concurrency` - how many tasks run at the same time; @{ max_concurrency } by default
    * `:timeout` - how many milliseconds one task may take; 5 seconds by default
    * `:supervisor` - the supervisor of the tasks; this module by default
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
