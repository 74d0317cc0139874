{:telemetry, "~> 1.4"}
