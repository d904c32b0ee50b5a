// Serves the gallery of components (written by the unit tests) as the program would, with its strict policy, and opens Chromium on it.
import { createServer } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const folder = fileURLToPath(new URL('../../build/release/gallery', import.meta.url))
const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.png': 'image/png', '.webmanifest': 'application/manifest+json'
}
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

/** The gallery on a free port. `answers` has functions by "METHOD /path" for what is not a file: (body, query) → { status, type, text }. */
export async function serveGallery (answers = {}) {
  if (!existsSync(folder)) throw new Error('build/release/gallery is not there: the unit tests (Gallery.*) write it')
  const asked = []
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://house')
    let body = ''
    request.on('data', (chunk) => { body += chunk })
    request.on('end', async () => {
      const answer = answers[`${request.method} ${url.pathname}`]
      const file = join(folder, url.pathname)
      response.setHeader('content-security-policy', policy)
      response.setHeader('cache-control', 'no-store')
      if (answer) {
        asked.push({ path: url.pathname, body, query: url.searchParams })
        const { status = 200, type = 'text/html; charset=utf-8', text = '', location } = await answer(body, url.searchParams)
        response.writeHead(status, { 'content-type': type, ...(location ? { location } : {}) })
        response.end(text)
      } else if (existsSync(file) && statSync(file).isFile()) {
        response.writeHead(200, { 'content-type': types[extname(file)] })
        response.end(readFileSync(file))
      } else {
        response.writeHead(404, { 'content-type': 'text/plain' })
        response.end('nothing here')
      }
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() }
}

export const pageOf = (name) => readFileSync(join(folder, `${name}.html`), 'utf8')

export async function openChromium () {
  return await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  })
}
