alias @{ schema.module }@{ ", as: " ~ schema.alias if schema.alias != schema.last else "" }
