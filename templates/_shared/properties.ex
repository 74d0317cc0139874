#% if drawn
  property "valid attrs are cast unchanged" do
    check all attrs <- valid_attrs() do
      changeset = @{ schema.alias }.changeset(%@{ schema.alias }{}, attrs)

      assert changeset |> apply_changes() |> Map.take(Map.keys(attrs)) == attrs
      assert Keyword.take(changeset.errors, Map.keys(attrs)) == []
    end
  end

#% endif
