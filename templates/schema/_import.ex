import Ecto.Query
