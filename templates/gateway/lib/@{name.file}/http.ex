defmodule @{ name.module }.HTTP do
  @moduledoc """
  Calls the service over HTTP.

  Requests that fail in transit, or that the service fails to handle, are retried at most twice,
  with increasing delays. That is safe because they only read. Each attempt has its own timeouts.

  `Req` options in `config :@{ app.name }, @{ name.module }.HTTP`
  override the ones in this module, such as
#% if has_runtime
  `:auth`. The environment variable `@{ variable }` sets the base URL.
#% else
  `:base_url` and `:auth`.
#% endif

  Each call is a telemetry span, `[:@{ app.name }, :@{ name.snake }, :@{ operation }]`. Its
  metadata has the `:id`, and in the stop event the `:result`, which is `:ok` or the reason.
  """

  @behaviour @{ name.module }

  @impl true
  def @{ operation }(id, opts \\ []) do
    metadata = %{id: id}

    :telemetry.span([:@{ app.name }, :@{ name.snake }, :@{ operation }], metadata, fn ->
      answer = opts |> client() |> Req.get(url: "/:id", path_params: [id: id]) |> answer()
      {answer, Map.put(metadata, :result, result(answer))}
    end)
  end

  defp client(opts) do
    [
      base_url: "@{ url }",
      connect_options: [timeout: :timer.seconds(2)],
      receive_timeout: :timer.seconds(5),
      retry: :safe_transient,
      max_retries: 2
    ]
    |> Req.new()
    |> Req.merge(Application.get_env(:@{ app.name }, __MODULE__, []))
    |> Req.merge(opts)
  end

  defp answer({:ok, %Req.Response{status: 200, body: %{} = body}}), do: {:ok, body}
  defp answer({:ok, %Req.Response{status: 404}}), do: {:error, :not_found}

  defp answer({:ok, %Req.Response{status: status}}) when status in [408, 429] or status >= 500,
    do: {:error, :unavailable}

  defp answer({:ok, %Req.Response{status: status}}), do: {:error, {:unexpected, status}}
  defp answer({:error, %Req.TransportError{}}), do: {:error, :unavailable}
  defp answer({:error, exception}), do: {:error, {:unexpected, exception}}

  defp result({:ok, _body}), do: :ok
  defp result({:error, reason}), do: reason
end
