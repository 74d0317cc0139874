defmodule @{ context.module } do
  @moduledoc "@{ context.title }: the one way in for all that is outside."
end
