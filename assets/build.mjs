// Builds the browser's files into OUTDIR and writes what carries them inside the program: embedded.S and embedded.cpp.
// Usage: node assets/build.mjs OUTDIR        (after npm ci --ignore-scripts in assets/)
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync, rmSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const out = process.argv[2] && resolve(process.argv[2])
if (!out) fail('Usage: node assets/build.mjs OUTDIR')
if (!existsSync(join(here, 'node_modules'))) fail('The packages of assets/ are not installed: run npm ci --ignore-scripts in assets/')

const esbuild = await import('esbuild')
const sass = await import('sass')

const types = {
  '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json'
}
const assets = []
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

/** Adds a file under a name that changes with its content; gives its address. */
function add (name, content) {
  const plain = Buffer.from(content)
  const type = types[extname(name)]
  if (!type) fail(`${name}: no content type is known for ${extname(name)}`)
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 10)
  const path = `/assets/${basename(name, extname(name))}-${hash}${extname(name)}`
  const smaller = (packed) => packed.length < plain.length * 0.98 ? packed : Buffer.alloc(0)
  const brotli = smaller(brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
  }))
  const gzip = smaller(gzipSync(plain, { level: 9 }))
  assets.push({ name, path, type, plain, brotli, gzip })
  return path
}

for (const file of readdirSync(join(here, 'static')).sort()) add(file, readFileSync(join(here, 'static', file)))
const fontFiles = join(here, 'node_modules/@fontsource/atkinson-hyperlegible-next/files')
for (const subset of ['latin', 'latin-ext'])
  for (const weight of [400, 700])
    add(`${subset}-${weight}.woff2`, readFileSync(join(fontFiles, `atkinson-hyperlegible-next-${subset}-${weight}-normal.woff2`)))
const addressOf = (name) => (assets.find((asset) => asset.name === name) ?? fail(`there is no asset ${name}`)).path

add('app.css', recolour(withAddresses(sass.compile(join(here, 'src/styles/app.scss'), {
  style: 'compressed', loadPaths: [here, join(here, 'node_modules')], sourceMap: false, quietDeps: true, charset: false,
  logger: { warn: (message, { deprecation }) => { if (!deprecation && !/deprecated/.test(message)) console.warn(message) }, debug: console.log }
}).css)))

checkTypes()
const script = await esbuild.build({
  entryPoints: [join(here, 'src/app.ts')], bundle: true, minify: true, format: 'iife', target: 'es2020', charset: 'utf8',
  legalComments: 'none', write: false, logLevel: 'warning'
})
add('app.js', script.outputFiles[0].text)

add('app.webmanifest', JSON.stringify({
  name: 'Alongside', short_name: 'Alongside', start_url: '/', display: 'standalone',
  background_color: '#faf7f2', theme_color: '#1d5b57',
  icons: [{ src: addressOf('mark.svg'), sizes: 'any', type: 'image/svg+xml' },
    { src: addressOf('icon-180.png'), sizes: '180x180', type: 'image/png' }]
}))

guard()
embed()
report()

/** url(asset:NAME) in a style sheet becomes the file's address. */
function withAddresses (css) {
  return css.replace(/asset:([\w.-]+)/g, (_, name) => addressOf(name))
}

/**
 * The components' fixed colours become custom properties of styles/_theme.scss, so that one sheet serves light and dark.
 * GOV.UK's functional colours are properties already: only their fallback goes. A colour nobody has named stops the build.
 */
function recolour (css) {
  const names = {
    '#0b0c0c': 'text', '#fff': 'paper', '#ffffff': 'paper', '#f3f3f3': 'quiet', '#cecece': 'line', '#858686': 'line-strong',
    '#484949': 'muted', '#ca3535': 'error', '#0f7a52': 'success', '#fd0': 'focus', '#ffdd00': 'focus', '#1d70b8': 'brand',
    '#1a65a6': 'link', '#0f385c': 'link-hover', '#54319f': 'visited', '#f4f8fb': 'quiet', '#d2e2f1': 'tint-blue', '#8eb8dc': 'line',
    '#0b5c3e': 'button-hover', '#083d29': 'button-shadow', '#651b1b': 'warning-shadow', '#982828': 'warning-hover',
    '#f4d7d7': 'tint-red', '#2a1949': 'ink-purple', '#2a1950': 'ink-purple', '#ddd6ec': 'tint-purple', '#651b3e': 'ink-magenta',
    '#f4d7e5': 'tint-magenta', '#0b4144': 'ink-teal', '#d0e6e7': 'tint-teal', '#7a3c1c': 'ink-orange', '#fde4d7': 'tint-orange',
    '#cfe4dc': 'tint-green', '#ffee80': 'tint-yellow', '#ca357c': 'ink-magenta', '#eb611c': 'accent', '#c75228': 'accent-text',
    '#982868': 'ink-magenta', '#98285d': 'ink-magenta', '#f47738': 'accent', '#912b88': 'ink-magenta'
  }
  const [before, own] = css.split('/*!own*/')
  if (own === undefined) fail('app.scss has no /*!own*/ mark after the components')
  const recoloured = before
    .replace(/background-image:url\(\/assets\/images\/[^)]*\);?/g, '')  // MOJ's pictures: ours are drawn in the mark-up
    .replace(/var\((--govuk-[a-z-]+-colour), ?#[0-9a-f]{3,6}\)/g, 'var($1)')
    .replace(/([{;])([\w-]+):([^;{}]*)/g, (whole, start, property, value) => {
      if (value.includes('data:') || property.startsWith('--_')) return whole
      return `${start}${property}:` + value.replace(/#[0-9a-f]{3,8}\b|\brgb\([\d, ]+\)/g, (colour) => {
        const hex = colour.startsWith('#') ? colour : '#' + colour.match(/\d+/g).map((n) => (+n).toString(16).padStart(2, '0')).join('')
        if (hex === '#000000' || hex === '#000') return '#000'
        const name = names[hex] ?? fail(`the components use ${colour} (${property}), which has no name in recolour()`)
        if (name === 'paper' && (property === 'color' || property === 'fill')) return 'var(--on-brand)'
        return `var(--${name})`
      })
    })
  return recoloured + own
}

function checkTypes () {
  try {
    execFileSync(join(here, 'node_modules/.bin/tsc'), ['--noEmit', '-p', here], { stdio: 'pipe' })
  } catch (error) {
    fail('TypeScript:\n' + error.stdout + error.stderr)
  }
}

/** What must never leave the house: the crown, the GOV.UK name and face, other hosts; and the promised size. */
function guard () {
  const css = assets.find((asset) => asset.name === 'app.css')
  const js = assets.find((asset) => asset.name === 'app.js')
  for (const asset of [css, js]) {
    const text = asset.plain.toString()
    for (const word of ['GDS Transport', 'crown', 'innerHTML', 'eval('])
      if (text.includes(word)) fail(`${asset.name} holds "${word}"`)
    const hosts = text.replace(/http:\/\/www\.w3\.org\//g, '').match(/https?:\/\/[^\s"')]+/)
    if (asset === css && hosts) fail(`${asset.name} names another host: ${hosts[0]}`)
  }
  const firstVisit = css.brotli.length + js.brotli.length
  if (firstVisit > 40 * 1024) fail(`style sheet and script are ${firstVisit} bytes together; 40 kB leaves room for the page`)
  const fonts = assets.filter((asset) => asset.type === 'font/woff2').reduce((sum, asset) => sum + asset.plain.length, 0)
  if (fonts > 40 * 1024) fail(`the fonts are ${fonts} bytes; at most 40 kB`)
}

function embed () {
  assets.sort((a, b) => a.path < b.path ? -1 : 1)
  const forms = ['plain', 'brotli', 'gzip']
  const assembly = ['// Written by assets/build.mjs: the bytes of the browser\'s files.', '.section .rodata']
  const rows = []
  const externs = []
  assets.forEach((asset, i) => {
    const views = forms.map((form) => {
      if (asset[form].length === 0) return '{}'
      const symbol = `alongside_asset_${i}_${form}`
      const file = join(out, `${basename(asset.path)}.${form}`)
      writeFileSync(file, asset[form])
      assembly.push('.balign 16', `.global ${symbol}`, `${symbol}:`, `.incbin "${file}"`)
      externs.push(`extern const char ${symbol}[];`)
      return `{${symbol}, ${asset[form].length}}`
    })
    rows.push(`      {"${asset.name}", "${asset.path}", "${asset.type}", ${views.join(', ')}},`)
  })
  assembly.push('.section .note.GNU-stack,"",%progbits', '')
  writeFileSync(join(out, 'embedded.S'), assembly.join('\n'))
  writeFileSync(join(out, 'embedded.cpp'), `// Written by assets/build.mjs: the table of the browser's files.
#include "web/assets.h"

#include <array>
#include <stdexcept>
#include <string>

extern "C" {
${externs.join('\n')}
}

namespace web {

std::span<const Asset> all_assets() {
  static const std::array<Asset, ${assets.length}> assets = {{
${rows.join('\n')}
  }};
  return assets;
}

std::string_view asset_path(std::string_view name) {
  for (const auto& asset : all_assets())
    if (asset.name == name) return asset.path;
  throw std::out_of_range("no asset is called " + std::string(name));
}

}  // namespace web
`)
}

function report () {
  for (const asset of assets)
    console.log(`${asset.name.padEnd(20)} ${String(asset.plain.length).padStart(7)} ${String(asset.brotli.length || '-').padStart(7)} br ${String(asset.gzip.length || '-').padStart(7)} gz`)
}

function fail (message) {
  console.error(message)
  process.exit(1)
}
