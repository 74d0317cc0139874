alias @{ it.target.module }@{ ", as: " ~ it.target.alias if it.target.alias != it.target.last else "" }
