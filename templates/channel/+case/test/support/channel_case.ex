defmodule @{ app.web }.ChannelCase do
  @moduledoc "The case template for tests that join channels."

  use ExUnit.CaseTemplate
#% if sandbox

  alias @{ app.module }.DataCase
#% endif

  using do
    quote do
      import Phoenix.ChannelTest

      @endpoint @{ app.web }.Endpoint
    end
  end
#% if sandbox

  setup tags do
    DataCase.setup_sandbox(tags)
  end
#% endif
end
