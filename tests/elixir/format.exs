# Usage: elixir format.exs FOLDER
#
# Parses and formats every Elixir file below FOLDER as `mix format` would in a project that imports the
# rules of the packages it depends on. Prints each file that would change; exits 1 if there is one.

# The calls of Ecto, Phoenix, Plug and StreamData that their formatter rules leave without parentheses.
locals =
  [
    action_fallback: 1, add: 2, add: 3, all: :*, alter: 2, assert_broadcast: 2, assert_broadcast: 3,
    assert_error_sent: 2, assert_push: 2, assert_push: 3, assert_reply: 2, assert_reply: 3, assert_reply: 4, attr: 2, attr: 3,
    belongs_to: 2, belongs_to: 3,
    channel: 2, channel: 3, check: 1, check: 2, create: 1, create: 2, delete: 3, drop: 1, embed_templates: 1,
    embed_templates: 2, embeds_many: 2, embeds_many: 3, embeds_one: 2, embeds_one: 3, execute: 1, execute: 2,
    field: 2, field: 3, forward: 2, forward: 3, from: 2, get: 3, get: 4, has_many: 2, has_many: 3, has_one: 2,
    has_one: 3, live: 2, live: 3, live: 4, live_dashboard: 1, live_dashboard: 2, many_to_many: 2, many_to_many: 3,
    modify: 2, modify: 3, on_mount: 1, patch: 3, pipe_through: 1, plug: 1, plug: 2, post: 3, property: 1,
    property: 2, put: 3, remove: 1, remove: 2, remove: 3, rename: 2, rename: 3, resources: 2, resources: 3,
    resources: 4, slot: 1, slot: 2, slot: 3, socket: 2, socket: 3, timestamps: 1, transport: 2, transport: 3
  ]

[folder] = System.argv()

changed =
  (folder <> "/**/*.{ex,exs}")
  |> Path.wildcard(match_dot: true)
  |> Task.async_stream(
    fn path ->
      source = File.read!(path)
      formatted = IO.iodata_to_binary([Code.format_string!(source, locals_without_parens: locals, file: path), "\n"])
      if formatted != source, do: {path, source, formatted}
    end,
    timeout: :infinity
  )
  |> Enum.flat_map(fn {:ok, change} -> List.wrap(change) end)

for {path, source, formatted} <- changed do
  IO.puts("not formatted: " <> path)

  for {op, lines} <- List.myers_difference(String.split(source, "\n"), String.split(formatted, "\n")),
      op != :eq,
      line <- lines,
      do: IO.puts(if(op == :del, do: "  - ", else: "  + ") <> line)
end

if changed != [], do: System.halt(1)
