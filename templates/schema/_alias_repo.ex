alias @{ app.module }.Repo
