defmodule @{app.web}.ConnCase do
  @moduledoc "The case template for tests that make requests."

  use ExUnit.CaseTemplate

  alias Phoenix.ConnTest
#% if ecto

  alias @{app.module}.DataCase
#% endif

  using do
    quote do
      use @{app.web}, :verified_routes

      import Phoenix.ConnTest
      import Plug.Conn
      import @{app.web}.ConnCase

      @endpoint @{app.web}.Endpoint
    end
  end

#% if ecto
  setup tags do
    DataCase.setup_sandbox(tags)
    {:ok, conn: ConnTest.build_conn()}
  end
#% else
  setup do
    {:ok, conn: ConnTest.build_conn()}
  end
#% endif
end
