defmodule @{ context.module } do
  @moduledoc "The @{ context.title } context: what the rest of the system calls."
end
