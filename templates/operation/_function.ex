#% set first_spec = scope.type_ ~ ", " if scope else ""
#% set first = "%" ~ scope.last ~ "{} = scope, " if scope else ""
@doc "Runs the steps of `@{ operation.module }` in a transaction; if one fails, all are rolled back."
@spec @{ operation.function }(@{ first_spec }@{ operation.last }.input()) :: {:ok, @{ operation.last }.result()} | {:error, @{ operation.last }.step(), Ecto.Changeset.t(), map()}
def @{ operation.function }(@{ first }%{} = input) do
  @{ "scope |> " ~ operation.last ~ ".multi(input)" if scope else "input |> " ~ operation.last ~ ".multi()" } |> Repo.transact()
end
