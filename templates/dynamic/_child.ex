{@{ name.module }, idle: @{ idle_text }, max_children: @{ max_children }}
