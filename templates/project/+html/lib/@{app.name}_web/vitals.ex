defmodule @{app.web}.Vitals do
  @moduledoc "Reads the information about this node that the home page shows."

  alias @{app.module}.Health

#% if live and ecto
  @packages [phoenix: "Phoenix", phoenix_live_view: "LiveView", ecto: "Ecto"]
#% elif live
  @packages [phoenix: "Phoenix", phoenix_live_view: "LiveView"]
#% elif ecto
  @packages [phoenix: "Phoenix", ecto: "Ecto"]
#% else
  @packages [phoenix: "Phoenix"]
#% endif

  def read do
    %{
      health: Health.ready(),
      uptime: uptime(),
      processes: :erlang.system_info(:process_count),
      memory: :erlang.memory(:total),
      versions: [{"Elixir", System.version()}, {"OTP", System.otp_release()} | packages()],
      children: children()
    }
  end

  defp uptime do
    elapsed = System.monotonic_time() - :erlang.system_info(:start_time)
    System.convert_time_unit(elapsed, :native, :second)
  end

  defp packages do
    for {app, name} <- @packages, do: {name, to_string(Application.spec(app, :vsn))}
  end

  # Supervisor.which_children/1 returns the children in reverse start order.
  defp children do
    @{app.module}.Supervisor
    |> Supervisor.which_children()
    |> Enum.reverse()
    |> Enum.map(fn {id, child, type, _modules} ->
      %{name: inspect(id), type: type, process: process(child)}
    end)
  end

  defp process(pid) when is_pid(pid), do: inspect(pid)
  defp process(state), do: to_string(state)
end
