defmodule @{ name.module } do
  @moduledoc """
  The one door to functions on other nodes.

      @{ name.module }.call(node, :erlang, :memory, [:total])

  Choose it to ask a certain node, or all of them, for something that only they know, such as what
  is in their memory. To tell processes something, wherever they are, broadcast it or send them a
  message. What nodes have in common belongs into the database.

  A function that fails there is an error here, never an exception. After a time-out nobody knows
  whether the function ran, and it may still run. Large answers hold up all else between two nodes.

  Each call is a span of telemetry, `[:@{ app.name }, :@{ name.snake }]`, with the `:nodes` and the `:mfa`, and at
  its end the nodes that `:failed`.
  """

  @type answer :: {:ok, term()} | {:error, reason()}

  @typedoc "Whether the call failed, such as by `:timeout` or `:noconnection`, or the function did."
  @type reason ::
          {:erpc, atom()} | {:exception, Exception.t()} | {:exit, term()} | {:throw, term()}

  @doc """
  Calls a function on a node.

  ## Options

    * `:timeout` - how many milliseconds it may take; @{ timeout_words } by default
  """
  @spec call(node(), module(), atom(), [term()], keyword()) :: answer()
  def call(node, module, function, args, opts \\ []) do
    [{^node, answer}] = multicall([node], module, function, args, opts)
    answer
  end

  @doc "Calls a function on several nodes at once: the answer of each. The options are those of `call/5`."
  @spec multicall([node()], module(), atom(), [term()], keyword()) :: [{node(), answer()}]
  def multicall(nodes, module, function, args, opts \\ []) do
    opts = Keyword.validate!(opts, timeout: @{ timeout_text })
    metadata = %{nodes: nodes, mfa: {module, function, length(args)}}

    :telemetry.span([:@{ app.name }, :@{ name.snake }], metadata, fn ->
      results = :erpc.multicall(nodes, module, function, args, opts[:timeout])
      answers = Enum.zip_with(nodes, results, &{&1, answer(&2)})
      failed = for {node, {:error, _reason}} <- answers, do: node
      {answers, Map.put(metadata, :failed, failed)}
    end)
  end

  defp answer({:ok, value}), do: {:ok, value}
  defp answer({:error, {:erpc, reason}}), do: {:error, {:erpc, reason}}
  defp answer({:throw, value}), do: {:error, {:throw, value}}
  defp answer({:exit, {_how, reason}}), do: {:error, {:exit, reason}}

  defp answer({:error, {:exception, reason, stacktrace}}),
    do: {:error, {:exception, Exception.normalize(:error, reason, stacktrace)}}
end
