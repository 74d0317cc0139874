defmodule @{ app.module }.Mailer do
  use Swoosh.Mailer, otp_app: :@{ app.name }
end
