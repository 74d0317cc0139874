defmodule @{app.web}.HomeComponents do
  @moduledoc "The components of the home page."

  use @{app.web}, :html

  @doc "Renders the state of the node and the versions of its packages."
  attr :vitals, :map, required: true

  def facts(assigns) do
    ~H"""
    <section class="facts" aria-label="Node status">
      <dl>
        <div>
          <dt>Status</dt>
          <dd id="health" class={["health", @vitals.health == :ok && "health-ok"]}>
            {health(@vitals.health)}
          </dd>
        </div>
        <div>
          <dt>Uptime</dt>
          <dd>{duration(@vitals.uptime)}</dd>
        </div>
        <div>
          <dt>Processes</dt>
          <dd>{@vitals.processes}</dd>
        </div>
        <div>
          <dt>Memory</dt>
          <dd>{div(@vitals.memory, 1_000_000)} MB</dd>
        </div>
      </dl>
      <p class="versions">
        <span :for={{name, version} <- @vitals.versions}>{name} {version}</span>
      </p>
    </section>
    """
  end

  @doc "Renders the children of the root supervisor in start order."
  attr :children, :list, required: true

  def supervision(assigns) do
    ~H"""
    <section class="supervision" aria-labelledby="supervision-title">
      <h2 id="supervision-title">Supervision</h2>
      <p>Started from top to bottom, stopped from bottom to top.</p>
      <p class="supervisor">{inspect(@{app.module}.Supervisor)}</p>
      <ol id="children">
        <li :for={child <- @children}>
          <span class="child-name">{child.name}</span>
          <span class="child-type">{child.type}</span>
          <span class="child-process">{child.process}</span>
        </li>
      </ol>
    </section>
    """
  end

  @doc "Renders links to development tools and documentation."
  def links(assigns) do
    assigns = assign(assigns, :links, @{ "tools() ++ documentation()" if dashboard or mailer else "documentation()" })

    ~H"""
    <nav class="home-links" aria-labelledby="links-title">
      <h2 id="links-title">Next steps</h2>
      <ul>
        <li :for={{name, href, about} <- @links}>
          <.link href={href}>{name}</.link>
          <span>{about}</span>
        </li>
      </ul>
    </nav>
    """
  end

#% if dashboard or mailer
  if Application.compile_env(:@{app.name}, :dev_routes) do
    defp tools do
      [
#% if dashboard and mailer
        {"Dashboard", ~p"/dev/dashboard", "live processes, requests, and metrics"},
        {"Mailbox", ~p"/dev/mailbox", "email sent in development"}
#% elif dashboard
        {"Dashboard", ~p"/dev/dashboard", "live processes, requests, and metrics"}
#% else
        {"Mailbox", ~p"/dev/mailbox", "email sent in development"}
#% endif
      ]
    end
  else
    defp tools, do: []
  end

#% endif
  defp documentation do
    [
      {"Phoenix", "https://hexdocs.pm/phoenix", "routes, controllers, contexts, deployment"},
#% if live
      {"LiveView", "https://hexdocs.pm/phoenix_live_view", "interactive, real-time pages"},
#% endif
#% if ecto
      {"Ecto", "https://hexdocs.pm/ecto", "schemas, changesets, queries"},
#% endif
      {"Elixir", "https://hexdocs.pm/elixir", "the language and its standard library"}
    ]
  end

  defp health(:ok), do: "Ready"
  defp health({:error, :draining}), do: "Draining"
#% if ecto
  defp health({:error, :database}), do: "No database"
#% endif

  defp duration(seconds) when seconds < 60, do: "#{seconds} s"
  defp duration(seconds) when seconds < 3_600, do: "#{div(seconds, 60)} min #{rem(seconds, 60)} s"
  defp duration(seconds), do: "#{div(seconds, 3_600)} h #{seconds |> rem(3_600) |> div(60)} min"
end
