defmodule @{ name.module } do
  @moduledoc """
  Calls functions on other nodes.

      @{ name.module }.call(node, :erlang, :memory, [:total])

  Use it to query a given node, or all of them, for something only they know, such as what is in
  their memory. To notify processes wherever they run, broadcast or send a message. Shared state
  belongs in the database.

  A function that fails on the other node is returned as an error, not raised. After a timeout it
  is unknown whether the function ran, and it may still be running. Large results delay all other
  traffic between two nodes.

  Each call is a telemetry span, `[:@{ app.name }, :@{ name.snake }]`. Its metadata has the
  `:nodes` and the `:mfa`, and in the stop event the nodes that `:failed`.
  """

  @type answer :: {:ok, term()} | {:error, reason()}

  @typedoc "How the call failed, such as `:timeout` or `:noconnection`, or the function itself."
  @type reason ::
          {:erpc, atom()} | {:exception, Exception.t()} | {:exit, term()} | {:throw, term()}

  @doc """
  Calls a function on a node.

  ## Options

    * `:timeout` - the timeout, in milliseconds; defaults to @{ timeout_words }
  """
  @spec call(node(), module(), atom(), [term()], keyword()) :: answer()
  def call(node, module, function, args, opts \\ []) do
    [{^node, answer}] = multicall([node], module, function, args, opts)
    answer
  end

  @doc "Calls a function on several nodes at once. Takes the same options as `call/5`."
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
