{@{ name.module }, ttl: @{ ttl_text }}
