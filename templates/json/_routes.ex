resources "@{ path }", @{ prefix }@{ schema.last }Controller, except: [:new, :edit]
