defmodule @{app.web}.HomeComponents do
  @moduledoc "The parts of the home page."

  use @{app.web}, :html

  @doc "The state of the node in four numbers, and what it is made of."
  attr :vitals, :map, required: true

  def facts(assigns) do
    ~H"""
    <section class="facts" aria-label="State of the node">
      <dl>
        <div>
          <dt>State</dt>
          <dd id="health" class={["health", @vitals.health == :ok && "health-ok"]}>
            {health(@vitals.health)}
          </dd>
        </div>
        <div>
          <dt>Up for</dt>
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

  @doc "The children of the root supervisor, in the order in which they start."
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

  @doc "Where to go from here."
  def links(assigns) do
    assigns = assign(assigns, :links, @{ "tools() ++ documentation()" if dashboard or mailer else "documentation()" })

    ~H"""
    <nav class="home-links" aria-labelledby="links-title">
      <h2 id="links-title">From here</h2>
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
        {"Dashboard", ~p"/dev/dashboard", "processes, requests and metrics, live"},
        {"Mailbox", ~p"/dev/mailbox", "the mail this machine would have sent"}
#% elif dashboard
        {"Dashboard", ~p"/dev/dashboard", "processes, requests and metrics, live"}
#% else
        {"Mailbox", ~p"/dev/mailbox", "the mail this machine would have sent"}
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
      {"LiveView", "https://hexdocs.pm/phoenix_live_view", "pages that stay up to date"},
#% endif
#% if ecto
      {"Ecto", "https://hexdocs.pm/ecto", "schemas, changesets, queries"},
#% endif
      {"Elixir", "https://hexdocs.pm/elixir", "the language, and OTP beneath it"}
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
