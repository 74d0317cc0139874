defmodule @{app.module}.HealthTest do
  use ExUnit.Case, async: true

#% if ecto
  alias Ecto.Adapters.SQL.Sandbox

#% endif
  alias @{app.module}.Health
#% if ecto
  alias @{app.module}.Repo
#% endif

  # Each test uses its own flag.
  setup %{test: flag} do
    on_exit(fn -> Health.resume(flag) end)
    {:ok, flag: flag}
  end

#% if ecto
  describe "with a database" do
    setup do
      owner = Sandbox.start_owner!(Repo)
      on_exit(fn -> Sandbox.stop_owner(owner) end)
    end

    test "a node is ready until it drains", %{flag: flag} do
      assert Health.ready(flag) == :ok
      assert Health.drain(flag) == :ok
      assert Health.ready(flag) == {:error, :draining}
    end

    test "a node that resumes is ready again", %{flag: flag} do
      Health.drain(flag)
      assert Health.resume(flag) == :ok
      assert Health.ready(flag) == :ok
    end
  end

  # This process has no connection in the sandbox, so the database is unavailable to it.
  test "a node is not ready without its database", %{flag: flag} do
    assert Health.ready(flag) == {:error, :database}
  end
#% else
  test "a node is ready until it drains", %{flag: flag} do
    assert Health.ready(flag) == :ok
    assert Health.drain(flag) == :ok
    assert Health.ready(flag) == {:error, :draining}
  end

  test "a node that resumes is ready again", %{flag: flag} do
    Health.drain(flag)
    assert Health.resume(flag) == :ok
    assert Health.ready(flag) == :ok
  end
#% endif
end
