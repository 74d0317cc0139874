@{ it.name }: Ecto.Schema.@{ it["macro"] }(@{ it.module }.t())@{ " | nil" if it["macro"] == "has_one" else "" }
