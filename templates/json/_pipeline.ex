pipeline :api do
  plug :accepts, ["json"]
end
