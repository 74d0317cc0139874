#% import "_shared/fields.ex" as ex
#% set scope_type = scope.type_ if scope else ""
#% set first = "%" ~ scope.last ~ "{} = scope, " if scope else ""
#% set parens = "(%" ~ scope.last ~ "{} = scope)" if scope else ""
#% set pass = "scope, " if scope else ""
#% set only = "(scope)" if scope else "()"
#% set first_spec = scope_type ~ ", " if scope else ""
#% set access = scope.access_path | join(".") if scope else ""
#% set pattern = scope.access_path | join(": %{") ~ ": owner" ~ "}}}}"[:(scope.access_path | length) - 1] if scope else ""
#% set searched = strings | map(attribute="name") | join(", :")
#% set loads = preloads | join(", :")
#% set rows = schema.plural ~ "_query" ~ only if scope or loads else schema.alias
#% set result = "{:ok, " ~ schema.alias ~ ".t()} | {:error, Ecto.Changeset.t(" ~ schema.alias ~ ".t())}"
#% set words = schema.singular | replace("_", " ")
#% set owned = "%" ~ schema.alias ~ "{" ~ (scope.schema_key ~ ": owner" if scope else "") ~ "} = " ~ schema.variable
#% set owner = "%" ~ scope.last ~ "{" ~ pattern ~ "}" ~ (" = scope" if web else "") ~ ", " if scope else ""
#% set new = "%" ~ schema.alias ~ "{" ~ (scope.schema_key ~ ": scope." ~ access if scope else "") ~ "}"
#% if strings
@doc "Lists @{ schema.plural | replace("_", " ") }, newest first. Takes `:limit` (50), `:after` (an id), and `:search`."
#% else
@doc "Lists @{ schema.plural | replace("_", " ") }, newest first. Takes `:limit` (50) and `:after` (an id)."
#% endif
@spec list_@{ schema.plural }(@{ first_spec }keyword()) :: [@{ schema.alias }.t()]
def list_@{ schema.plural }(@{ first }opts \\ []) do
  @{ rows }
#% if strings
  |> @{ app.module }.Query.search(opts[:search], [:@{ searched }])
#% endif
  |> @{ app.module }.Query.page(opts)
  |> Repo.all()
end

@doc "Fetches the @{ words } with an id."
@spec fetch_@{ schema.singular }(@{ first_spec }term()) :: {:ok, @{ schema.alias }.t()} | {:error, :not_found}
def fetch_@{ schema.singular }(@{ first }id) do
  case @{ rows } |> @{ app.module }.Query.by_id(id) |> Repo.one() do
    %@{ schema.alias }{} = @{ schema.variable } -> {:ok, @{ schema.variable }}
    nil -> {:error, :not_found}
  end
end

@doc "Gets the @{ words } with an id. Raises `Ecto.NoResultsError` if there is none."
@spec get_@{ schema.singular }!(@{ first_spec }term()) :: @{ schema.alias }.t()
def get_@{ schema.singular }!(@{ first }id) do
  @{ rows } |> @{ app.module }.Query.by_id(id) |> Repo.one!()
end

@doc "Creates the @{ words } that `attrs` describe."
@spec create_@{ schema.singular }(@{ first_spec }map()) :: @{ result }
def create_@{ schema.singular }(@{ first }attrs) do
  @{ new }
  |> @{ schema.alias }.changeset(attrs)
  |> Repo.insert()
#% if loads
  |> preload_@{ schema.singular }()
#% endif
#% if web
  |> broadcast_@{ schema.singular }(@{ pass }:created)
#% endif
end

@doc "Updates the @{ words } with `attrs`."
@spec update_@{ schema.singular }(@{ first_spec }@{ schema.alias }.t(), map()) :: @{ result }
def update_@{ schema.singular }(@{ owner }@{ owned }, attrs) do
  @{ schema.variable }
  |> @{ schema.alias }.changeset(attrs)
  |> Repo.update(stale_error_field: :id)
#% if loads
  |> preload_@{ schema.singular }()
#% endif
#% if web
  |> broadcast_@{ schema.singular }(@{ pass }:updated)
#% endif
end

@doc "Deletes the @{ words }, unless other rows refer to it."
@spec delete_@{ schema.singular }(@{ first_spec }@{ schema.alias }.t()) :: @{ result }
def delete_@{ schema.singular }(@{ owner }@{ owned }) do
  @{ schema.variable }
  |> @{ schema.alias }.deletion()
  |> Repo.delete(stale_error_field: :id)
#% if web
  |> broadcast_@{ schema.singular }(@{ pass }:deleted)
#% endif
end

@doc "Returns a changeset of the @{ words }, for a form."
@spec change_@{ schema.singular }(@{ first_spec }@{ schema.alias }.t(), map()) :: Ecto.Changeset.t(@{ schema.alias }.t())
def change_@{ schema.singular }(@{ owner | replace(" = scope", "") }@{ owned }, attrs \\ %{}) do
  @{ schema.alias }.changeset(@{ schema.variable }, attrs)
end
#% if web

@doc "Subscribes the caller to `{:created | :updated | :deleted, @{ words }}` messages."
@spec subscribe_@{ schema.plural }(@{ scope_type }) :: :ok | {:error, term()}
def subscribe_@{ schema.plural }@{ parens } do
  Phoenix.PubSub.subscribe(@{ app.module }.PubSub, @{ schema.plural }_topic@{ only })
end
#% endif
#% if stream

@doc "Folds all @{ schema.plural | replace("_", " ") } into `acc` without loading them all into memory."
@spec reduce_@{ schema.plural }(@{ first_spec }acc, (@{ schema.alias }.t(), acc -> acc)) :: {:ok, acc} | {:error, term()} when acc: term()
def reduce_@{ schema.plural }(@{ first }acc, fun) do
#% if scope
  rows = from(row in @{ schema.alias }, where: row.@{ scope.schema_key } == ^scope.@{ access })

  Repo.transact(fn -> {:ok, rows |> Repo.stream() |> Enum.reduce(acc, fun)} end, timeout: :infinity)
#% else
  Repo.transact(fn -> {:ok, @{ schema.alias } |> Repo.stream() |> Enum.reduce(acc, fun)} end, timeout: :infinity)
#% endif
end
#% endif
#% if scope or loads

#% if scope
defp @{ schema.plural }_query(scope) do
  from row in @{ schema.alias }, where: row.@{ scope.schema_key } == ^scope.@{ access }@{ ", preload: [:" ~ loads ~ "]" if loads else "" }
end
#% else
defp @{ schema.plural }_query, do: from(@{ schema.alias }, preload: [:@{ loads }])
#% endif
#% endif
#% if loads

defp preload_@{ schema.singular }({:ok, @{ schema.variable }}) do
  {:ok, Repo.preload(@{ schema.variable }, [:@{ loads }], force: true)}
end

defp preload_@{ schema.singular }({:error, changeset}), do: {:error, changeset}
#% endif
#% if web

defp broadcast_@{ schema.singular }({:ok, @{ schema.variable }}, @{ pass }event) do
  Phoenix.PubSub.broadcast(@{ app.module }.PubSub, @{ schema.plural }_topic@{ only }, {event, @{ schema.variable }})
  {:ok, @{ schema.variable }}
end

defp broadcast_@{ schema.singular }({:error, changeset}, @{ "_scope, " if scope else "" }_event), do: {:error, changeset}

#% if scope
defp @{ schema.plural }_topic(scope), do: "@{ scope.name }:#{scope.@{ access }}:@{ schema.table }"
#% else
defp @{ schema.plural }_topic, do: "@{ schema.table }"
#% endif
#% endif
