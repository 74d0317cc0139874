defmodule @{ app.module }.Schema do
  @moduledoc """
  Shared schema settings: `use @{ app.module }.Schema` instead of `use Ecto.Schema`.

  Primary keys are version 7 UUIDs, which sort by creation time. Timestamps are in UTC, with
  microseconds.
  """

  defmacro __using__(_opts) do
    quote do
      use Ecto.Schema

      @primary_key {:id, Ecto.UUID, autogenerate: [version: 7]}
      @foreign_key_type Ecto.UUID
      @timestamps_opts [type: :utc_datetime_usec]
    end
  end
end
