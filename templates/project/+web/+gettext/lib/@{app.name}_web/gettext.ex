defmodule @{app.web}.Gettext do
  @moduledoc """
  The translations, kept in `priv/gettext`.

      use Gettext, backend: @{app.web}.Gettext

      gettext("Save")
      ngettext("One file", "%{count} files", count)

  `mix gettext.extract --merge --locale de` collects the texts and begins a language.
  """

  use Gettext.Backend, otp_app: :@{app.name}
end
