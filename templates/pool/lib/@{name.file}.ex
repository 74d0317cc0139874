defmodule @{ name.module } do
  @moduledoc """
  Connections over TCP that callers share: one at a time has one, the others wait.

      @{ name.module }.run(fn socket ->
        with :ok <- :gen_tcp.send(socket, "ping"), do: :gen_tcp.recv(socket, 4, 1_000)
      end)

  Choose it for a protocol of your own over a few expensive connections. Databases and HTTP clients have
  pools of theirs.

  A connection is opened by the first caller that needs one, so a peer that is down keeps nobody
  from starting and its error reaches those who ask. While a caller has a connection it owns the
  socket, which is passive and binary. A connection that the peer closes is replaced.

  ## Options

    * `:name` - the name of the pool; this module by default
    * `:host` - where the connections lead, a name or an address; required
    * `:port` - the port there; required
    * `:size` - how many connections there are at most; required
  """

  @behaviour NimblePool

  @connect_timeout :timer.seconds(5)

  @doc false
  @spec child_spec(keyword()) :: Supervisor.child_spec()
  def child_spec(opts) do
    name = Keyword.get(opts, :name, __MODULE__)
    address = {String.to_charlist(Keyword.fetch!(opts, :host)), Keyword.fetch!(opts, :port)}
    pool = [worker: {__MODULE__, address}, pool_size: Keyword.fetch!(opts, :size), name: name]
    Supervisor.child_spec({NimblePool, pool}, id: name@{ ", restart: :" ~ restart if not default_restart else "" }@{ ", shutdown: " ~ shutdown if shutdown is not none else "" })
  end

  @doc """
  Calls a function with a connection and returns its answer.

  A connection goes back to the pool with `{:ok, _}`. With an error it is closed, since nobody knows
  what the peer would say next on it.

  ## Options

    * `:pool` - the pool; this module by default
    * `:timeout` - how many milliseconds to wait for a connection, after which the answer is
      `{:error, :pool_timeout}`; 5 seconds by default
  """
  @spec run((:gen_tcp.socket() -> answer), keyword()) ::
          answer | {:error, :pool_timeout | :timeout | :inet.posix()}
        when answer: {:ok, term()} | {:error, term()}
  def run(fun, opts \\ []) when is_function(fun, 1) do
    opts = Keyword.validate!(opts, pool: __MODULE__, timeout: :timer.seconds(5))
    NimblePool.checkout!(opts[:pool], :run, &with_connection(&1, &2, fun), opts[:timeout])
  catch
    :exit, {:timeout, {NimblePool, :checkout, _args}} -> {:error, :pool_timeout}
  end

  @impl true
  def init_worker(address), do: {:ok, :closed, address}

  @impl true
  def handle_checkout(:run, _from, :closed, address) do
    {:ok, {:connect, address}, :closed, address}
  end

  def handle_checkout(:run, {pid, _ref}, socket, address) do
    with :ok <- :inet.setopts(socket, active: false),
         :ok <- :gen_tcp.controlling_process(socket, pid) do
      {:ok, socket, socket, address}
    else
      {:error, reason} -> {:remove, reason, address}
    end
  end

  @impl true
  def handle_update({:connected, socket}, :closed, address), do: {:ok, socket, address}

  # An idle connection is active, so that the pool hears of it when the peer closes it.
  @impl true
  def handle_checkin(given_back, _from, socket, address) do
    with :ok <- given_back, :ok <- :inet.setopts(socket, active: :once) do
      {:ok, socket, address}
    else
      {:error, reason} -> {:remove, reason, address}
    end
  end

  @impl true
  def handle_info({:tcp_closed, socket}, socket), do: {:remove, :closed}
  def handle_info({:tcp, socket, _data}, socket), do: {:remove, :unexpected_data}
  def handle_info(_message, connection), do: {:ok, connection}

  @impl true
  def terminate_worker(_reason, :closed, address), do: {:ok, address}

  def terminate_worker(_reason, socket, address) do
    :gen_tcp.close(socket)
    {:ok, address}
  end

  defp with_connection(from, {:connect, {host, port}}, fun) do
    case :gen_tcp.connect(host, port, [:binary, active: false], @connect_timeout) do
      {:ok, socket} ->
        # The pool closes it if the function crashes.
        NimblePool.update(from, {:connected, socket})
        with_connection(from, socket, fun)

      {:error, reason} ->
        {{:error, reason}, {:error, reason}}
    end
  end

  defp with_connection({pool, _ref}, socket, fun) do
    case fun.(socket) do
      {:ok, value} -> {{:ok, value}, :gen_tcp.controlling_process(socket, pool)}
      {:error, reason} -> {{:error, reason}, {:error, reason}}
    end
  end
end
