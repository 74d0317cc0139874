{@{ name.module }, every: @{ every_text }, jitter: @{ jitter }, max_backoff: @{ max_backoff_text }}
