#% if plug
{@{ name.module }, limit: Application.get_env(:@{ app.name }, :@{ name.snake }_limit, @{ limit }), window: @{ window_text }}
#% else
{@{ name.module }, limit: @{ limit }, window: @{ window_text }}
#% endif
