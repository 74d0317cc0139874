scope "@{ it.path }", @{ app.web } do
  pipe_through @{ ":" ~ it.pipelines[0] if it.pipelines | length == 1 else "[:" ~ (it.pipelines | join(", :")) ~ "]" }
end
