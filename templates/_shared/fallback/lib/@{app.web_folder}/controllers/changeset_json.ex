defmodule @{ app.web }.ChangesetJSON do
  @moduledoc "Renders the errors of a changeset by field."

  def error(%{changeset: changeset}) do
    %{errors: Ecto.Changeset.traverse_errors(changeset, &message/1)}
  end

  defp message({text, opts}) do
    Regex.replace(~r/%{(\w+)}/, text, fn _match, name ->
      Enum.find_value(opts, fn {key, value} -> to_string(key) == name && to_string(value) end)
    end)
  end
end
