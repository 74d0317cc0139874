defmodule @{ name.module } do
  @moduledoc """
  A pool of TCP connections.

      @{ name.module }.run(fn socket ->
        with :ok <- :gen_tcp.send(socket, "ping"), do: :gen_tcp.recv(socket, 4, 1_000)
      end)

  Use it for a custom protocol over a few expensive connections. Database and HTTP clients bring
  their own pools.

  Connections are opened on demand, so the application starts even if the peer is down, and
  callers get the error. While a caller uses a connection it owns the socket, which is passive
  and in binary mode. A connection that the peer closes is replaced.

  ## Options

    * `:name` - the name of the pool; defaults to this module
    * `:host` - the host name or address to connect to; required
    * `:port` - the port to connect to; required
    * `:size` - the maximum number of connections; required
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
  Calls a function with a connection and returns its result.

  The connection goes back to the pool if the function returns `{:ok, value}`. It is closed if the
  function returns an error, since a late response could still arrive on it.

  ## Options

    * `:pool` - the pool; defaults to this module
    * `:timeout` - how long to wait for a connection, in milliseconds, before returning
      `{:error, :pool_timeout}`; defaults to 5 seconds
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

  # Idle connections are active, so that the pool is notified when the peer closes one.
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
        # From here on, the pool closes the socket if the function crashes.
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
