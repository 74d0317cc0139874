defmodule @{ name.module } do
  @moduledoc """
  The gateway to an external service.

  The default implementation is `@{ name.module }.HTTP`. Another one can be set with
  `config :@{ app.name }, @{ name.module }, Module`, as the tests do with a mock; the
  configuration is read at each call.
  """

  @typedoc """
  Why there is no result: there is no such resource, the service is unavailable, or its response
  was unexpected.
  """
  @type reason :: :not_found | :unavailable | {:unexpected, status :: pos_integer() | Exception.t()}

  @callback @{ operation }(id :: String.t()) :: {:ok, map()} | {:error, reason()}

  @doc "Requests the resource with the given id."
  @spec @{ operation }(String.t()) :: {:ok, map()} | {:error, reason()}
  def @{ operation }(id) when is_binary(id), do: implementation().@{ operation }(id)

  defp implementation, do: Application.get_env(:@{ app.name }, __MODULE__, @{ name.module }.HTTP)
end
