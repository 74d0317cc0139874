[
#% if web and ecto
  import_deps: [:ecto, :ecto_sql, :phoenix],
#% elif ecto
  import_deps: [:ecto, :ecto_sql],
#% elif web
  import_deps: [:phoenix],
#% endif
#% if html
  plugins: [Phoenix.LiveView.HTMLFormatter],
#% endif
#% if ecto
  subdirectories: ["priv/*/migrations"],
#% endif
#% if html
  inputs: ["{mix,.formatter,.credo}.exs", "{config,lib,test}/**/*.{heex,ex,exs}"]
#% elif web or ecto
  inputs: ["{mix,.formatter,.credo}.exs", "{config,lib,test}/**/*.{ex,exs}"]
#% else
  inputs: ["{mix,.formatter,.credo}.exs", "{lib,test}/**/*.{ex,exs}"]
#% endif
]
