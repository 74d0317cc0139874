defmodule @{ app.module }.DataCase do
  @moduledoc """
  The case template of tests that use the database.

#% if postgres
  Each test runs in a transaction that is rolled back at its end, so `async: true` is safe.
#% elif sqlite
  Each test runs in a transaction that is rolled back at its end. SQLite has one writer at a time,
  so these tests are `async: false`.
#% else
  Each test runs in a transaction that is rolled back at its end. MySQL's locks reach beyond the
  rows that a test writes, so these tests are `async: false`.
#% endif
  """

  use ExUnit.CaseTemplate

  alias Ecto.Adapters.SQL.Sandbox
  alias Ecto.Changeset

  using do
    quote do
      import Ecto.Changeset
      import Ecto.Query
      import @{ app.module }.DataCase

      alias @{ app.module }.Repo
    end
  end

  setup tags do
    setup_sandbox(tags)
  end

  @doc "Gives the test a connection of its own until it ends."
  def setup_sandbox(tags) do
    owner = Sandbox.start_owner!(@{ app.module }.Repo, shared: not tags[:async])

    on_exit(fn ->
      Sandbox.stop_owner(owner)

      # The next test could still share the connection of an owner that is gone.
      if not tags[:async], do: Sandbox.mode(@{ app.module }.Repo, :manual)
    end)
  end

  @doc """
  The errors of a changeset as a map of messages.

      assert "can't be blank" in errors_on(changeset).name
  """
  def errors_on(changeset), do: Changeset.traverse_errors(changeset, &fill_in/1)

  defp fill_in({message, opts}) do
    Enum.reduce(opts, message, fn {key, value}, text ->
      String.replace(text, "%{#{key}}", fn _match -> to_string(value) end)
    end)
  end
end
