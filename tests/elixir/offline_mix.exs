# The project's own mix.exs with an empty list of dependencies, for a machine without Hex.
{:defmodule, meta, [name, [do: body]]} = "mix.exs" |> File.read!() |> Code.string_to_quoted!()

body =
  Macro.prewalk(body, fn
    {:defp, meta, [{:deps, _, _} = head, _]} -> {:defp, meta, [head, [do: []]]}
    node -> node
  end)

Code.eval_quoted({:defmodule, meta, [name, [do: body]]}, [], file: Path.expand("mix.exs"))
