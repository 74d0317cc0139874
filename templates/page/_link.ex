{"@{name.title}", ~p"@{route}"}
