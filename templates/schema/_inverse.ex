@{ it["macro"] } :@{ it.name }, @{ it.module }@{ ", foreign_key: :" ~ it.foreign_key if it.foreign_key else "" }
