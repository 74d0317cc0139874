#% if esbuild
import "phoenix_html"
#% if live
import {Socket} from "phoenix"
import {hooks} from "phoenix-colocated/@{ app.name }"
import {LiveSocket} from "phoenix_live_view"
#% endif
#% else
import "/js/vendor/phoenix_html.js"
#% if live
import {Socket} from "/js/vendor/phoenix.mjs"
import {LiveSocket} from "/js/vendor/phoenix_live_view.esm.js"
#% endif
#% endif

const root = document.documentElement
#% if live

const liveSocket = new LiveSocket("/live", Socket, {
#% if esbuild
  hooks,
#% endif
  longPollFallbackMs: 2500,
  params: {_csrf_token: document.querySelector("meta[name=csrf-token]").content},
})

// app.css shows a loading bar while this attribute is set. A lost connection has its own notice.
window.addEventListener("phx:page-loading-start", ({detail}) => {
  root.toggleAttribute("data-loading", detail.kind !== "error")
})
window.addEventListener("phx:page-loading-stop", () => root.removeAttribute("data-loading"))

liveSocket.connect()

// For the console: liveSocket.enableDebug(), liveSocket.enableLatencySim(1000)
window.liveSocket = liveSocket
#% else

document.addEventListener("click", ({target}) => {
  target.closest("[data-close]")?.closest(".alert").remove()
})

// Table rows hold a JS command for the LiveView client, which is not loaded here.
document.addEventListener("click", ({target}) => {
  const cell = target.closest("td[phx-click]")
  if (!cell || target.closest("a, button")) return

  const [[command, options]] = JSON.parse(cell.getAttribute("phx-click"))
  if (command === "navigate") location.assign(options.href)
})
#% endif

// The server reads the cookie and renders the next page in the chosen theme.
document.addEventListener("click", ({target}) => {
  const theme = target.closest("[data-theme-choice]")?.dataset.themeChoice
  if (!theme) return

  const year = 60 * 60 * 24 * 365
  document.cookie = `theme=${theme}; path=/; max-age=${year}; samesite=lax`
  root.dataset.theme = theme
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.ariaPressed = button.dataset.themeChoice === theme
  }
})
