defmodule @{ app.module }.MixProject do
  use Mix.Project

  def project do
    [
      app: :@{ app.name },
      version: "0.1.0",
      elixir: "~> 1.18",
#% if web or ecto
      elixirc_paths: elixirc_paths(Mix.env()),
#% endif
#% if live
      compilers: [:phoenix_live_view] ++ Mix.compilers(),
#% endif
#% if web
      listeners: [Phoenix.CodeReloader],
#% endif
      start_permanent: Mix.env() == :prod,
      aliases: aliases(),
      deps: deps(),
      dialyzer: [
        flags: [:error_handling, :extra_return, :missing_return],
        plt_add_apps: [:ex_unit]
      ],
      # Malicious releases are usually discovered within days.
      hex: [cooldown: "7d"]
    ]
  end

  def application do
    [
      mod: {@{ app.module }.Application, []},
      extra_applications: [:logger@{ ", :runtime_tools" if web else "" }]
    ]
  end

  def cli do
    [
#% if ecto
      preferred_envs: [precommit: :test, ci: :test, "migrations.check": :test]
#% else
      preferred_envs: [precommit: :test, ci: :test]
#% endif
    ]
  end

#% if web or ecto
  defp elixirc_paths(:test), do: ["lib", "test/support"]
  defp elixirc_paths(_env), do: ["lib"]

#% endif
  defp deps do
    [
#% if web
      {:phoenix, "~> 1.8.12"},
#% endif
#% if web and ecto
      {:phoenix_ecto, "~> 4.7"},
#% endif
#% if ecto
      {:ecto_sql, "~> 3.14"},
#% endif
#% if postgres
      {:postgrex, "~> 0.22"},
#% elif sqlite
      {:ecto_sqlite3, "~> 0.24"},
#% elif mysql
      {:myxql, "~> 0.9"},
#% endif
#% if html
      {:phoenix_html, "~> 4.3"},
      {:phoenix_live_view, "~> 1.2.10"},
      {:phoenix_live_reload, "~> 1.6", only: :dev},
      {:lazy_html, "~> 0.1.11", only: :test},
#% endif
#% if dashboard
      {:phoenix_live_dashboard, "~> 0.8.7"},
#% endif
#% if esbuild
      {:esbuild, "~> 0.10", runtime: Mix.env() == :dev},
#% endif
#% if tailwind
      {:tailwind, "~> 0.5", runtime: Mix.env() == :dev},
      {:heroicons,
       github: "tailwindlabs/heroicons",
       tag: "v2.2.0",
       sparse: "optimized",
       app: false,
       compile: false,
       depth: 1},
#% endif
#% if mailer
      {:swoosh, "~> 1.26"},
      {:req, "~> 0.7.3"},
#% endif
#% if gettext
      {:gettext, "~> 1.0"},
#% endif
#% if web
      {:telemetry_metrics, "~> 1.1"},
      {:telemetry_poller, "~> 1.3"},
      {:jason, "~> 1.4 and >= 1.4.5"},
      {:bandit, "~> 1.12"},
      {:sobelow, "~> 0.15", only: [:dev, :test], runtime: false},
#% endif
      {:credo, "~> 1.7.19", only: [:dev, :test], runtime: false},
      {:dialyxir, "~> 1.4.7", only: [:dev, :test], runtime: false}
    ]
  end

  defp aliases do
    [
#% if ecto and assets
      setup: ["deps.get", "ecto.setup", "assets.setup", "assets.build"],
#% elif ecto
      setup: ["deps.get", "ecto.setup"],
#% elif assets
      setup: ["deps.get", "assets.setup", "assets.build"],
#% else
      setup: ["deps.get"],
#% endif
#% if ecto
      "ecto.setup": ["ecto.create", "ecto.migrate"],
      "ecto.reset": ["ecto.drop", "ecto.setup"],
      test: ["ecto.create --quiet", "ecto.migrate --quiet", "test"],
#% endif
#% if esbuild and tailwind
      "assets.setup": ["tailwind.install --if-missing", "esbuild.install --if-missing"],
      "assets.build": ["compile", "tailwind @{ app.name }", "esbuild @{ app.name }"],
      "assets.deploy": [
        "compile",
        "tailwind @{ app.name } --minify",
        "esbuild @{ app.name } --minify",
        "phx.digest"
      ],
#% elif esbuild
      "assets.setup": ["esbuild.install --if-missing"],
      "assets.build": ["compile", "esbuild @{ app.name }"],
      "assets.deploy": ["compile", "esbuild @{ app.name } --minify", "phx.digest"],
#% elif tailwind
      "assets.setup": ["tailwind.install --if-missing"],
      "assets.build": ["compile", "tailwind @{ app.name }"],
      "assets.deploy": ["compile", "tailwind @{ app.name } --minify", "phx.digest"],
#% endif
      precommit: [
        "compile --warnings-as-errors",
        "deps.unlock --unused",
        "format",
        "credo --strict",
        "test"
      ],
      ci: [
        # First, because compilation removes Hex's modules from the code path.
        "hex.audit",
        "compile --warnings-as-errors",
        "deps.unlock --check-unused",
        "format --check-formatted",
        "credo --strict",
#% if web
        "sobelow",
#% endif
        "test --warnings-as-errors"
#% if ecto
      ],
      "migrations.check": [
        "ecto.drop --quiet",
        "ecto.create --quiet",
        "ecto.migrate --log-migrations-sql",
        &down_and_up/1
#% endif
      ]
    ]
  end
#% if ecto

  # Within an alias a task runs only once, so it is rerun here; each run compiles the migrations.
  defp down_and_up(_args) do
    Code.put_compiler_option(:ignore_module_conflict, true)
    Mix.Task.run("ecto.rollback", ["--all", "--quiet"])
    Mix.Task.rerun("ecto.migrate", ["--quiet"])
  end
#% endif
end
