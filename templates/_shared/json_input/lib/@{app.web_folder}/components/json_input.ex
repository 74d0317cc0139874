defmodule @{ app.web }.JSONInput do
  @moduledoc "A form input for maps and lists of maps, edited as JSON."

  use @{ app.web }, :html

  @doc """
  Renders a text area with the JSON of a field.

      <.json_input field={@form[:settings]} label="Settings" />
  """
  attr :field, Phoenix.HTML.FormField, required: true
  attr :label, :string, required: true
  attr :rest, :global, include: ~w(autocomplete)

  def json_input(assigns) do
    ~H"""
    <.input field={@field} type="textarea" label={@label} value={json(@field.value)} {@rest} />
    """
  end

  defp json(text) when is_binary(text) or is_nil(text), do: text
  defp json(value), do: Phoenix.json_library().encode!(value)

  @doc """
  Decodes the JSON of the map fields of a schema and its embeds.

  Invalid JSON stays a string, which then fails to cast.
  """
  @spec read_json(map(), module()) :: map()
  def read_json(params, schema) do
    for field <- schema.__schema__(:fields), name = Atom.to_string(field), is_map_key(params, name), reduce: params do
      params -> Map.update!(params, name, &read(&1, type(schema, field)))
    end
  end

  defp type(schema, field) do
    schema.__schema__(:embed, field) || schema.__schema__(:type, field)
  end

  defp read(%{} = part, %Ecto.Embedded{cardinality: :one} = embedded) do
    read_json(part, embedded.related)
  end

  defp read(%{} = rows, %Ecto.Embedded{} = embedded) do
    Map.new(rows, fn {index, row} -> {index, read(row, %{embedded | cardinality: :one})} end)
  end

  defp read(text, type) when is_binary(text) and type in [:map, {:array, :map}] do
    case Phoenix.json_library().decode(text) do
      {:ok, value} when is_map(value) or is_list(value) -> value
      _no_map -> text
    end
  end

  defp read(value, _type), do: value
end
