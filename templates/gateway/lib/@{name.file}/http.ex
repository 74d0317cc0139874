defmodule @{ name.module }.HTTP do
  @moduledoc """
  Asks the service over HTTP.

  A request that fails on the way, or that the service fails to answer, is sent again, twice at
  most and with growing delays: it only reads, so that does no harm. Each attempt has its time
  limits.

  `config :@{ app.name }, @{ name.module }.HTTP` holds options of `Req` that go before those here, such as
#% if has_runtime
  `:auth`. The environment variable `@{ variable }` replaces the address.
#% else
  `:base_url` and `:auth`.
#% endif

  Each call is a span of telemetry, `[:@{ app.name }, :@{ name.snake }, :@{ operation }]`, with the `:id`, and at
  its end the `:result`, which is `:ok` or the reason.
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
