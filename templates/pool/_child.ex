{@{ name.module }, host: "@{ host }", port: @{ port }, size: @{ size }}
