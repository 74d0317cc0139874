defmodule @{ app.web }.MapInput do
  @moduledoc "The control of a field that holds a map: its JSON."

  use @{ app.web }, :html

  @doc """
  A text area with the JSON of a field.

      <MapInput.map_input field={@form[:settings]} label="Settings" />
  """
  attr :field, Phoenix.HTML.FormField, required: true
  attr :label, :string, required: true
  attr :rest, :global, include: ~w(autocomplete)

  def map_input(assigns) do
    ~H"""
    <.input field={@field} type="textarea" label={@label} value={json(@field.value)} {@rest} />
    """
  end

  @doc "Reads the maps called `names` from their JSON. What is none stays a text, which no map can be cast from."
  @spec read(map(), [String.t()]) :: map()
  def read(params, names) do
    Map.new(params, fn {name, value} ->
      if name in names and is_binary(value), do: {name, map(value)}, else: {name, value}
    end)
  end

  defp json(%{} = map), do: Phoenix.json_library().encode!(map)
  defp json(text), do: text

  defp map(text) do
    case Phoenix.json_library().decode(text) do
      {:ok, %{} = map} -> map
      _no_map -> text
    end
  end
end
