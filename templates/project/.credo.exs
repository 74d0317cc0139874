%{
  configs: [
    %{
      name: "default",
      strict: true,
      checks: %{
        extra: [
          {Credo.Check.Readability.SeparateAliasRequire, []},
#% if web
          {Credo.Check.Readability.Specs,
           files: %{excluded: ["lib/@{ app.name }_web/", "lib/@{ app.name }_web.ex", "test/"]}},
#% else
          {Credo.Check.Readability.Specs, files: %{excluded: ["test/"]}},
#% endif
          {Credo.Check.Refactor.PassAsyncInTestCases, []},
          {Credo.Check.Refactor.UtcNowTruncate, []},
          {Credo.Check.Warning.LeakyEnvironment, []},
          {Credo.Check.Warning.MapGetUnsafePass, []},
          {Credo.Check.Warning.MixEnv, []},
          {Credo.Check.Warning.UnsafeToAtom, []}
        ]
      }
    }
  ]
}
