defmodule @{ app.module }.Schema do
  @moduledoc """
  What all schemas have in common: `use @{ app.module }.Schema` in place of `use Ecto.Schema`.

  Ids are UUIDs of version 7, which sort by the time at which they were made; timestamps are
  in UTC and carry microseconds.
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
