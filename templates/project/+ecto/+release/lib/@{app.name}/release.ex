defmodule @{ app.module }.Release do
  @moduledoc """
  Runs migrations in a release, where Mix is not available.

  `bin/migrate` calls `migrate/0`. To roll back to before a version:

      bin/@{ app.name } eval "@{ app.module }.Release.rollback(@{ app.module }.Repo, 20260131120000)"
  """

  alias Ecto.Migrator

  @app :@{ app.name }

  @doc "Runs all pending migrations."
  @spec migrate() :: :ok
  def migrate do
    Application.ensure_loaded(@app)
    Enum.each(Application.fetch_env!(@app, :ecto_repos), &run(&1, :up, all: true))
  end

  @doc "Rolls back the migration with the given version and all later ones."
  @spec rollback(Ecto.Repo.t(), pos_integer()) :: :ok
  def rollback(repo, version) do
    Application.ensure_loaded(@app)
    run(repo, :down, to: version)
  end

  defp run(repo, direction, opts) do
    {:ok, _versions, _apps} = Migrator.with_repo(repo, &Migrator.run(&1, direction, opts))
    :ok
  end
end
