#% import "_shared/form.heex" as forms
#% set chosen = fields | selectattr("kind", "in", ["belongs_to", "many_to_many"]) | list
defmodule @{ app.web }.@{ prefix }@{ schema.last }HTML do
  use @{ app.web }, :html
#% if has_json or has_lists

#% endif
#% if has_json
  import @{ app.web }.JSONInput
#% endif
#% if has_lists
  import @{ app.web }.ListInput
#% endif

  embed_templates "@{ schema.singular }_html/*"

  @doc "Renders the form of the new and edit pages."
  attr :changeset, Ecto.Changeset, required: true
  attr :action, :string, required: true
  attr :return_to, :string, required: true
#% for field in chosen
  attr :@{ field.name }_options, :list, required: true
#% endfor
  def @{ schema.singular }_form(assigns)
#% if has_times

@{ forms.seconds() | trim("\n") }
#% endif
end
