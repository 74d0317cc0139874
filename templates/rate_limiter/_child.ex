{@{ name.module }, limit: @{ limit }, window: @{ window_text }}
