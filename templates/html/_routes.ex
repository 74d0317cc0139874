resources "@{ path }", @{ prefix }@{ schema.last }Controller
