defmodule @{ app.web }.FallbackController do
  @moduledoc "Renders the errors that actions return."

  use @{ app.web }, :controller

  def call(conn, {:error, %Ecto.Changeset{} = changeset}) do
    conn
    |> put_status(:unprocessable_content)
    |> put_view(json: @{ app.web }.ChangesetJSON)
    |> render(:error, changeset: changeset)
  end

  def call(conn, {:error, :not_found}) do
    conn
    |> put_status(:not_found)
    |> put_view(json: @{ app.web }.ErrorJSON)
    |> render(:"404")
  end
end
