#% if drawn
  property "what is valid is taken as it is" do
    check all attrs <- valid_attrs() do
      changeset = @{ schema.alias }.changeset(%@{ schema.alias }{}, attrs)

      assert changeset |> apply_changes() |> Map.take(Map.keys(attrs)) == attrs
      assert Keyword.take(changeset.errors, Map.keys(attrs)) == []
    end
  end

#% endif
  property "no text whatever raises" do
    check all attrs <- optional_map(Map.new(~w(@{ cast | join(" ") }), &{&1, string(:printable)})) do
      assert %Ecto.Changeset{} = @{ schema.alias }.changeset(%@{ schema.alias }{}, attrs)
    end
  end
