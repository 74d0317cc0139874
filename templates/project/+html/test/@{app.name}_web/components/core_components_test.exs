defmodule @{app.web}.CoreComponentsTest do
  use ExUnit.Case, async: true

  import Phoenix.Component, only: [sigil_H: 2, to_form: 2]
  import Phoenix.LiveViewTest, only: [rendered_to_string: 1]
  import @{app.web}.CoreComponents

  describe "flash/1" do
    test "shows only the message of its kind" do
      assigns = %{flash: %{"info" => "Saved"}}

      notice = html(~H"<.flash kind={:info} flash={@flash} />")

      assert text(notice, "#flash-info[role=status]") =~ "Saved"
      assert rendered_to_string(~H"<.flash kind={:error} flash={@flash} />") == ""
    end

    test "an error is an alert, and can have its own title and text" do
      assigns = %{}

      notice = html(~H|<.flash kind={:error} title="Not saved">Taken</.flash>|)

      assert text(notice, "#flash-error[role=alert]") =~ ~r/Not saved\s+Taken/
    end
  end

  describe "button/1" do
    test "renders a button, or a link if it has a destination" do
      assigns = %{}

      button = html(~H|<.button name="go">Go</.button>|)
      link = html(~H|<.button href="/away">Away</.button>|)
      live = html(~H|<.button navigate="/on">On</.button>|)

      assert text(button, "button.btn[name=go]") == "Go"
      assert text(link, "a.btn[href='/away']") == "Away"
      assert text(live, "a.btn[data-phx-link=redirect]") == "On"
    end

    test "class replaces the classes of the variant" do
      assigns = %{}

      plain = html(~H|<.button variant="primary">Save</.button>|)
      own = html(~H|<.button variant="primary" class="mine">Save</.button>|)

      assert LazyHTML.attribute(plain, "class") == ["btn btn-primary"]
      assert LazyHTML.attribute(own, "class") == ["mine"]
    end
  end

  describe "input/1" do
    test "takes its name, value and label from the field" do
      assigns = %{form: form(%{"email" => "a@b.c"})}

      field = html(~H|<.input field={@form[:email]} type="email" label="Email" />|)

      assert text(field, "label[for=user_email]") == "Email"
      assert attribute(field, "input[name='user[email]'][type=email]", "value") == ["a@b.c"]
    end

    test "links errors to the control once the field has been used" do
      assigns = %{used: form(%{"email" => "x"}), unused: form(%{})}

      used = html(~H|<.input field={@used[:email]} />|)
      unused = html(~H|<.input field={@unused[:email]} />|)

      assert attribute(used, "input[aria-invalid]", "aria-describedby") == ["user_email-errors"]
      assert text(used, "#user_email-errors li") == "should be at least 3 character(s)"
      assert count(unused, ".field-errors") == 0
    end

    test "a checkbox sends false when it is not checked" do
      assigns = %{form: form(%{"admin" => "true"})}

      field = html(~H|<.input field={@form[:admin]} type="checkbox" label="Admin" />|)

      assert attribute(field, "input[type=hidden][name='user[admin]']", "value") == ["false"]
      assert count(field, "input[type=checkbox][value=true][checked]") == 1
    end

    test "a select marks its value, or several if multiple" do
      assigns = %{form: form(%{"role" => "b", "tags" => ["x", "y"]})}

      one = html(~H|<.input field={@form[:role]} type="select" options={~w(a b)} prompt="?" />|)
      many = html(~H|<.input field={@form[:tags]} type="select" options={~w(x y z)} multiple />|)

      assert attribute(one, "option[selected]", "value") == ["b"]
      assert text(one, "option[value='']") == "?"
      assert attribute(many, "select[multiple]", "name") == ["user[tags][]"]
      assert attribute(many, "option[selected]", "value") == ["x", "y"]
    end

    test "renders the text of a textarea and the value of a hidden input" do
      assigns = %{form: form(%{"bio" => "<b>", "token" => "t"})}

      bio = html(~H|<.input field={@form[:bio]} type="textarea" />|)
      token = html(~H|<.input field={@form[:token]} type="hidden" />|)

      assert text(bio, "textarea") =~ "<b>"
      assert attribute(token, "input", "value") == ["t"]
    end
  end

  describe "table/1" do
    test "renders a row for each item, and a column for actions if there are any" do
      assigns = %{rows: [%{id: 1, name: "One"}, %{id: 2, name: "Two"}]}

      table =
        html(~H"""
        <.table id="items" rows={@rows} row_id={&"item-#{&1.id}"}>
          <:col :let={item} label="Name">{item.name}</:col>
          <:action :let={item}><a href={"/#{item.id}"}>Show</a></:action>
        </.table>
        """)

      assert text(table, "th:first-child") == "Name"
      assert attribute(table, "#items tr", "id") == ["item-1", "item-2"]
      assert text(table, "#item-2 td:first-child") =~ "Two"
      assert attribute(table, "#item-2 .table-actions a", "href") == ["/2"]
    end
  end

  test "header/1 and list/1 render their slots" do
    assigns = %{}

    header =
      html(~H"""
      <.header>
        Title
        <:subtitle>Below</:subtitle>
        <:actions>Do</:actions>
      </.header>
      """)

    list =
      html(~H"""
      <.list>
        <:item title="Name">Ada</:item>
      </.list>
      """)

    assert text(header, "h1") == "Title"
    assert text(header, ".page-subtitle") == "Below"
    assert text(header, ".page-actions") == "Do"
    assert text(list, "dt") == "Name"
    assert text(list, "dd") == "Ada"
  end

  test "translate_errors/2 interpolates the errors of a field" do
    errors = [
      name: {"should be at least %{count} character(s)", [count: 3, type: {:array, :string}]},
      email: {"is invalid", []}
    ]

    assert translate_errors(errors, :name) == ["should be at least 3 character(s)"]
    assert translate_errors(errors, :other) == []
  end

  # A form whose `email` is always invalid.
  defp form(params) do
    errors = [email: {"should be at least %{count} character(s)", [count: 3]}]
    to_form(params, as: "user", errors: errors, action: :validate)
  end

  defp html(rendered), do: rendered |> rendered_to_string() |> LazyHTML.from_fragment()

  defp text(html, selector) do
    html |> LazyHTML.query(selector) |> LazyHTML.text() |> String.trim()
  end

  defp attribute(html, selector, name) do
    html |> LazyHTML.query(selector) |> LazyHTML.attribute(name)
  end

  defp count(html, selector), do: html |> LazyHTML.query(selector) |> Enum.count()
end
