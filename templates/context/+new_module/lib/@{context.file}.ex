defmodule @{ context.module } do
  @moduledoc "The @{ context.title } context."
end
