defmodule @{ name.module }.HTTPTest do
  use ExUnit.Case, async: true

  import Plug.Conn

  alias @{ name.module }.HTTP

  @moduletag :capture_log

  setup {Req.Test, :verify_on_exit!}

  test "asks for an id, whatever is in it" do
    Req.Test.expect(HTTP, fn conn ->
      assert {conn.method, conn.request_path} == {"GET", "/a%2Fb%3Fc"}
      Req.Test.json(conn, %{"id" => "a/b?c"})
    end)

    assert ask("a/b?c") == {:ok, %{"id" => "a/b?c"}}
  end

  test "what is not there is not asked for again" do
    Req.Test.expect(HTTP, &send_resp(&1, 404, ""))
    assert ask("7") == {:error, :not_found}
  end

  test "what nobody expected is told" do
    Req.Test.expect(HTTP, &send_resp(&1, 401, ""))
    assert ask("7") == {:error, {:unexpected, 401}}

    Req.Test.expect(HTTP, &Req.Test.json(&1, ["no", "map"]))
    assert ask("7") == {:error, {:unexpected, 200}}

    Req.Test.expect(HTTP, &(&1 |> put_resp_content_type("application/json") |> send_resp(200, "{")))
    assert {:error, {:unexpected, %{__exception__: true}}} = ask("7")
  end

  test "a service that fails is asked three times" do
    for status <- [408, 429, 500, 503] do
      Req.Test.expect(HTTP, 3, &send_resp(&1, status, ""))
      assert ask("7") == {:error, :unavailable}
    end
  end

  test "a service that does not answer is asked three times" do
    Req.Test.expect(HTTP, 3, &Req.Test.transport_error(&1, :timeout))
    assert ask("7") == {:error, :unavailable}
  end

  test "a service that recovers has answered" do
    Req.Test.expect(HTTP, &Req.Test.transport_error(&1, :econnrefused))
    Req.Test.expect(HTTP, &Req.Test.json(&1, %{"id" => "7"}))
    assert ask("7") == {:ok, %{"id" => "7"}}
  end

  test "tells how long it took and how it ended" do
    event = [:@{ app.name }, :@{ name.snake }, :@{ operation }, :stop]
    :telemetry_test.attach_event_handlers(self(), [event])
    id = "of this test alone"

    Req.Test.expect(HTTP, &Req.Test.json(&1, %{}))
    ask(id)
    assert_received {^event, _ref, %{duration: _}, %{id: ^id, result: :ok}}

    Req.Test.expect(HTTP, &send_resp(&1, 404, ""))
    ask(id)
    assert_received {^event, _ref, %{duration: _}, %{id: ^id, result: :not_found}}
  end

  defp ask(id) do
    HTTP.@{ operation }(id, base_url: "http://service.test", plug: {Req.Test, HTTP}, retry_delay: 0)
  end
end
