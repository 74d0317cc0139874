#% import "_shared/web.ex" as web
#% set there = web.at(full_path, scope, "conn.assigns." ~ scope.assign_key if scope else "") | trim
#% set who = "conn.assigns." ~ scope.assign_key if scope else ""
#% set pass = who ~ ", " if scope else ""
#% set v = schema.variable
defmodule @{ app.web }.@{ prefix }@{ schema.last }Controller do
  use @{ app.web }, :controller

  @{ web.aliased(context) | trim }
  alias @{ app.web }.Paging

#% if scope
  plug @{ app.web }.Plugs.RequireScope, :@{ scope.assign_key }

#% endif
  action_fallback @{ app.web }.FallbackController

  def index(conn, params) do
    with {:ok, page} <- Paging.read(params, &@{ context.alias }.list_@{ schema.plural }@{ "(" ~ pass ~ "&1)" if scope else "/1" }) do
      render(conn, :index, page: page)
    end
  end

  def show(conn, %{"id" => id}) do
    with {:ok, @{ v }} <- @{ context.alias }.fetch_@{ schema.singular }(@{ pass }id) do
      render(conn, :show, @{ v }: @{ v })
    end
  end

  def create(conn, %{"@{ schema.singular }" => params}) do
    with {:ok, @{ v }} <- @{ context.alias }.create_@{ schema.singular }(@{ pass }params) do
      conn
      |> put_status(:created)
      |> put_resp_header("location", ~p"@{ there }/#{@{ v }}")
      |> render(:show, @{ v }: @{ v })
    end
  end

  def update(conn, %{"id" => id, "@{ schema.singular }" => params}) do
    with {:ok, @{ v }} <- @{ context.alias }.fetch_@{ schema.singular }(@{ pass }id),
         {:ok, @{ v }} <- @{ context.alias }.update_@{ schema.singular }(@{ pass }@{ v }, params) do
      render(conn, :show, @{ v }: @{ v })
    end
  end

  def delete(conn, %{"id" => id}) do
    with {:ok, @{ v }} <- @{ context.alias }.fetch_@{ schema.singular }(@{ pass }id),
         {:ok, _deleted} <- @{ context.alias }.delete_@{ schema.singular }(@{ pass }@{ v }) do
      send_resp(conn, :no_content, "")
    end
  end
end
