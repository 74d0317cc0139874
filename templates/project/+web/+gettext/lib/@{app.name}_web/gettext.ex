defmodule @{app.web}.Gettext do
  @moduledoc """
  The Gettext backend, with translations in `priv/gettext`.

      use Gettext, backend: @{app.web}.Gettext

      gettext("Save")
      ngettext("One file", "%{count} files", count)

  `mix gettext.extract --merge --locale de` extracts the messages and adds a language.
  """

  use Gettext.Backend, otp_app: :@{app.name}
end
