defmodule @{ app.module }.DataCase do
  @moduledoc """
  The case template for tests that use the database.

#% if postgres
  Each test runs in a transaction that is rolled back at its end, so `async: true` is safe.
#% elif sqlite
  Each test runs in a transaction that is rolled back at its end. SQLite has one writer at a time,
  so these tests are `async: false`.
#% else
  Each test runs in a transaction that is rolled back at its end. MySQL may lock more rows than a
  test writes, so these tests are `async: false`.
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

  @doc "Checks out a connection for the test."
  def setup_sandbox(tags) do
    owner = Sandbox.start_owner!(@{ app.module }.Repo, shared: not tags[:async])

    on_exit(fn ->
      Sandbox.stop_owner(owner)

      # Otherwise the next test could still use the connection of the stopped owner.
      if not tags[:async], do: Sandbox.mode(@{ app.module }.Repo, :manual)
    end)
  end

  @doc """
  Returns the errors of a changeset as a map of messages.

      assert "can't be blank" in errors_on(changeset).name
  """
  def errors_on(changeset), do: Changeset.traverse_errors(changeset, &fill_in/1)

  defp fill_in({message, opts}) do
    Enum.reduce(opts, message, fn {key, value}, text ->
      String.replace(text, "%{#{key}}", fn _match -> to_string(value) end)
    end)
  end
end
