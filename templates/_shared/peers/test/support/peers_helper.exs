defmodule @{ app.module }.PeersHelper do
  @moduledoc """
  Starts nodes on this machine for tests, with the code of this project.

  Tests control the nodes over standard input and output. The test node is therefore not part of
  their cluster, and no node outlives it.
  """

  import ExUnit.Assertions, only: [flunk: 1]
  import ExUnit.Callbacks, only: [start_supervised!: 1, stop_supervised!: 1]

  @type peer :: %{options: map(), applications: [atom()], pid: pid(), node: node()}

  @doc "Returns why no node can be started here, and prints it, or `nil` if one can."
  @spec obstacle() :: String.t() | nil
  def obstacle do
    {:ok, pid, _node} = :peer.start(options(cookie()))
    :peer.stop(pid)
    nil
  catch
    _kind, reason ->
      obstacle = "cannot start nodes here: #{inspect(reason)}"
      IO.puts(:stderr, obstacle)
      obstacle
  end

  @doc "Starts `count` nodes that can connect to each other, with the given applications."
  @spec start(pos_integer(), [atom()]) :: [peer()]
  def start(count, applications) do
    cookie = cookie()
    for _ <- 1..count, do: start_node(%{options: options(cookie), applications: applications})
  end

  @doc "Stops a node abruptly, as in a power failure."
  @spec stop(peer()) :: :ok
  def stop(peer), do: stop_supervised!(peer.options.name)

  @doc "Starts a node with the name of one that was stopped."
  @spec start_again(peer()) :: peer()
  def start_again(peer), do: start_node(peer)

  @doc "Calls a function on a node."
  @spec call(peer(), module(), atom(), [term()]) :: term()
  def call(peer, module, function, args), do: :peer.call(peer.pid, module, function, args, 60_000)

  @doc "Starts a child on a node."
  @spec start_child(peer(), Supervisor.child_spec() | {module(), term()} | module()) :: pid()
  def start_child(peer, child) do
    spec = Supervisor.child_spec(child, [])
    {:ok, pid} = call(peer, DynamicSupervisor, :start_child, [__MODULE__, spec])
    pid
  end

  @doc "Waits until a function returns a truthy value, and returns it."
  @spec await((-> answer)) :: answer when answer: term()
  def await(fun, tries \\ 1_000) do
    cond do
      answer = fun.() ->
        answer

      tries == 0 ->
        flunk("the condition was not met in time")

      true ->
        receive do
        after
          20 -> await(fun, tries - 1)
        end
    end
  end

  defp start_node(%{options: options, applications: applications} = peer) do
    spec = %{id: options.name, start: {:peer, :start_link, [options]}, restart: :temporary}
    peer = Map.merge(peer, %{pid: start_supervised!(spec), node: nil})
    :ok = call(peer, :code, :add_pathsa, [:code.get_path()])
    for app <- applications, do: {:ok, _} = call(peer, Application, :ensure_all_started, [app])

    # The processes that serve calls are short-lived, so they cannot be the parent.
    supervisor = {DynamicSupervisor, name: __MODULE__}
    {:ok, _} = call(peer, Supervisor, :start_child, [:kernel_safe_sup, supervisor])
    %{peer | node: call(peer, :erlang, :node, [])}
  end

  defp options(cookie) do
    %{
      name: :peer.random_name(),
      host: ~c"127.0.0.1",
      longnames: true,
      connection: :standard_io,
      wait_boot: 60_000,
      args: [~c"-setcookie", cookie, ~c"-kernel", ~c"logger_level", ~c"none", ~c"-logger", ~c"level", ~c"none"]
    }
  end

  defp cookie, do: 12 |> :crypto.strong_rand_bytes() |> Base.encode16() |> to_charlist()
end
