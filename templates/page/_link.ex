{"@{name.link}", ~p"@{route}"}
