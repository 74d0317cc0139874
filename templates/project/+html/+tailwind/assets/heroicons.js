// Generates a class for each icon in deps/heroicons, such as `hero-sun` or `hero-sun-micro`. The
// class only sets the shape; `.icon` in app.css has the styles that all icons share.

const fs = require("fs")
const path = require("path")

const folder = path.join(__dirname, "../deps/heroicons/optimized")
const styles = {"": "24/outline", "-solid": "24/solid", "-mini": "20/solid", "-micro": "16/solid"}

const files = {}
for (const [suffix, style] of Object.entries(styles)) {
  for (const file of fs.readdirSync(path.join(folder, style))) {
    files[path.basename(file, ".svg") + suffix] = path.join(folder, style, file)
  }
}

module.exports = ({matchComponents}) => {
  const shape = (file) => {
    const svg = fs.readFileSync(file, "utf8").replace(/\s+/g, " ").trim()
    return {"--icon": `url("data:image/svg+xml,${encodeURIComponent(svg)}")`}
  }

  matchComponents({hero: shape}, {values: files})
}
