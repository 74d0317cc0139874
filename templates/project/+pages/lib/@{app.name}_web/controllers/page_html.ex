defmodule @{app.web}.PageHTML do
  @moduledoc "The templates of `@{app.web}.PageController`."

  use @{app.web}, :html

  import @{app.web}.HomeComponents

  embed_templates "page_html/*"
end
