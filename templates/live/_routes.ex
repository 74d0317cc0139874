live "@{ path }", @{ prefix }@{ schema.last }Live.Index
live "@{ path }/new", @{ prefix }@{ schema.last }Live.Form, :new
live "@{ path }/:id", @{ prefix }@{ schema.last }Live.Show
live "@{ path }/:id/edit", @{ prefix }@{ schema.last }Live.Form, :edit
