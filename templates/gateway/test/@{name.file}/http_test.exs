defmodule @{ name.module }.HTTPTest do
  use ExUnit.Case, async: true

  import Plug.Conn

  alias @{ name.module }.HTTP

  @moduletag :capture_log

  setup {Req.Test, :verify_on_exit!}

  test "escapes the id in the path" do
    Req.Test.expect(HTTP, fn conn ->
      assert {conn.method, conn.request_path} == {"GET", "/a%2Fb%3Fc"}
      Req.Test.json(conn, %{"id" => "a/b?c"})
    end)

    assert ask("a/b?c") == {:ok, %{"id" => "a/b?c"}}
  end

  test "does not retry if the resource is not found" do
    Req.Test.expect(HTTP, &send_resp(&1, 404, ""))
    assert ask("7") == {:error, :not_found}
  end

  test "returns unexpected responses as errors" do
    Req.Test.expect(HTTP, &send_resp(&1, 401, ""))
    assert ask("7") == {:error, {:unexpected, 401}}

    Req.Test.expect(HTTP, &Req.Test.json(&1, ["no", "map"]))
    assert ask("7") == {:error, {:unexpected, 200}}

    Req.Test.expect(HTTP, &(&1 |> put_resp_content_type("application/json") |> send_resp(200, "{")))
    assert {:error, {:unexpected, %{__exception__: true}}} = ask("7")
  end

  test "retries twice if the service fails" do
    for status <- [408, 429, 500, 503] do
      Req.Test.expect(HTTP, 3, &send_resp(&1, status, ""))
      assert ask("7") == {:error, :unavailable}
    end
  end

  test "retries twice if the service does not respond" do
    Req.Test.expect(HTTP, 3, &Req.Test.transport_error(&1, :timeout))
    assert ask("7") == {:error, :unavailable}
  end

  test "returns the response of a service that recovers" do
    Req.Test.expect(HTTP, &Req.Test.transport_error(&1, :econnrefused))
    Req.Test.expect(HTTP, &Req.Test.json(&1, %{"id" => "7"}))
    assert ask("7") == {:ok, %{"id" => "7"}}
  end

  test "emits telemetry with the duration and the result" do
    event = [:@{ app.name }, :@{ name.snake }, :@{ operation }, :stop]
    :telemetry_test.attach_event_handlers(self(), [event])
    id = "unique to this test"

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
