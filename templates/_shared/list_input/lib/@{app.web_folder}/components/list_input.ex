defmodule @{ app.web }.ListInput do
  @moduledoc "A form input for lists: one input per value, and an empty one."

  use @{ app.web }, :html

  @doc """
  Renders an input for each value of a field, and an empty one.

      <.list_input field={@form[:keywords]} label="Keywords" />
  """
  attr :field, Phoenix.HTML.FormField, required: true
  attr :label, :string, required: true
  attr :type, :string, default: "text"
  attr :value, :list
  attr :rest, :global, include: ~w(autocomplete step)

  def list_input(assigns) do
    assigns = assign_new(assigns, :value, fn -> assigns.field.value end)

    ~H"""
    <fieldset class="fieldset">
      <legend class="fieldset-legend">{@label}</legend>
      <.input
        :for={{value, index} <- Enum.with_index(values(@value))}
        type={@type}
        id={"#{@field.id}_#{index}"}
        name={@field.name <> "[]"}
        value={value}
        errors={if index == 0, do: errors(@field), else: []}
        aria-label={"#{@label} #{index + 1}"}
        {@rest}
      />
    </fieldset>
    """
  end

  defp values(values) when is_list(values), do: Enum.reject(values, &(&1 == "")) ++ [""]
  defp values(_none), do: [""]

  defp errors(field), do: if(used_input?(field), do: Enum.map(field.errors, &translate_error/1), else: [])
end
