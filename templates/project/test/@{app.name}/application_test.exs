defmodule @{ app.module }.ApplicationTest do
  # Not async: these tests crash processes that are shared by all tests.
  use ExUnit.Case, async: false

  import ExUnit.CaptureLog
#% if ecto

  alias Ecto.Adapters.SQL.Sandbox
#% endif

  @moduletag :capture_log
  @child @{ app.module }.@{ "Repo" if otp and ecto else "TaskSupervisor" }

  setup do
    restart_application()
    on_exit(fn -> capture_log(&restart_application/0) end)
  end

#% if max_restarts > 0
#% if strategy == "one_for_one"
  test "restarts only the child that crashed" do
    before = children()
    crashed = crash(@child)

    assert before -- children() == [crashed]
  end

#% elif strategy == "rest_for_one"
  test "restarts the child that crashed and those started after it" do
    before = children()
    crashed = crash(@child)

    assert before -- children() == Enum.drop_while(before, &(&1 != crashed))
  end

#% else
  test "restarts all children after a crash" do
    before = children()
    crash(@child)

    assert before -- children() == before
  end

#% endif
#% endif
#% if max_restarts <= 20 and max_restarts <= 2 * max_seconds
#% if max_restarts == 0
  test "a crash stops the application" do
#% elif max_restarts == 1
  test "a second crash within @{ max_seconds } s stops the application" do
#% else
  test "more than @{ max_restarts } crashes within @{ max_seconds } s stop the application" do
#% endif
    root = Process.whereis(@{ app.module }.Supervisor)
    ref = Process.monitor(root)
#% if max_restarts == 1
    crash(@child)
#% elif max_restarts > 1
    for _ <- 1..@{ max_restarts }, do: crash(@child)
#% endif
    kill(Process.whereis(@child))

    assert_receive {:DOWN, ^ref, :process, ^root, :shutdown}, 5_000
  end

#% endif
  # A new supervisor starts with a restart count of zero.
  defp restart_application do
    Application.stop(:@{ app.name })
    {:ok, _started} = Application.ensure_all_started(:@{ app.name })
#% if ecto
    Sandbox.mode(@{ app.module }.Repo, :manual)
#% else
    :ok
#% endif
  end

#% if max_restarts > 0
  defp children do
    children = Supervisor.which_children(@{ app.module }.Supervisor)
    for {id, pid, _type, _modules} <- Enum.reverse(children), do: {id, pid}
  end

  defp crash(id) do
    pid = Process.whereis(id)
    kill(pid)
    await_restart(pid)
    {id, pid}
  end

#% endif
  defp kill(pid) do
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)
    assert_receive {:DOWN, ^ref, :process, ^pid, :killed}, 1_000
  end
#% if max_restarts > 0

  # The supervisor may handle the exit after the test has received its :DOWN message.
  defp await_restart(pid, tries \\ 100) do
    if pid in Enum.map(children(), fn {_id, child} -> child end) do
      if tries == 0, do: flunk("the supervisor did not restart #{inspect(pid)}")

      receive do
      after
        10 -> await_restart(pid, tries - 1)
      end
    end
  end
#% endif
end
