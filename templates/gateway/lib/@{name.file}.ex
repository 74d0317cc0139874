defmodule @{ name.module } do
  @moduledoc """
  The gateway to an external service, and what the rest of the application knows of it.

  `@{ name.module }.HTTP` asks the service. `config :@{ app.name }, @{ name.module }, Module` puts
  another implementation in its place, which tests do with a mock: it is looked up at each call.
  """

  @typedoc """
  Why there is no answer: there is no such thing, the service cannot be asked now, or it said
  something that nobody expected.
  """
  @type reason :: :not_found | :unavailable | {:unexpected, status :: pos_integer() | Exception.t()}

  @callback @{ operation }(id :: String.t()) :: {:ok, map()} | {:error, reason()}

  @doc "What the service says of an id."
  @spec @{ operation }(String.t()) :: {:ok, map()} | {:error, reason()}
  def @{ operation }(id) when is_binary(id), do: implementation().@{ operation }(id)

  defp implementation, do: Application.get_env(:@{ app.name }, __MODULE__, @{ name.module }.HTTP)
end
