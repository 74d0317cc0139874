defmodule @{name.module}.Refresh do
  @moduledoc "Refreshes a page periodically through a `handle_info` hook."

  import Phoenix.LiveView

  alias Phoenix.LiveView.Socket

  @doc "Passes the socket to a function at an interval in milliseconds, once the page is connected."
  @spec every(Socket.t(), pos_integer(), (Socket.t() -> Socket.t())) :: Socket.t()
  def every(socket, milliseconds, fun) do
    if connected?(socket), do: :timer.send_interval(milliseconds, __MODULE__)

    attach_hook(socket, __MODULE__, :handle_info, fn
      __MODULE__, socket -> {:halt, fun.(socket)}
      _message, socket -> {:cont, socket}
    end)
  end
end
