// The look of every component: no accessibility fault, nothing wider than the screen, nothing the strict policy refuses, targets for thumbs.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { openChromium, serveGallery } from './gallery.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pages = ['my_day', 'chronology', 'write', 'pieces', 'charts', 'sign_in']
let browser, gallery
before(async () => { [browser, gallery] = await Promise.all([openChromium(), serveGallery()]) })
after(async () => { await browser.close(); gallery.close() })

async function open (name, options) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.complaints = []
  page.on('console', (message) => { if (/error|warning/.test(message.type())) page.complaints.push(message.text()) })
  page.on('pageerror', (error) => { page.complaints.push(error.message) })
  await page.goto(`${gallery.address}/${name}.html`)
  await page.evaluate(() => document.fonts.ready)
  return page
}

for (const name of pages) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${name}, ${colorScheme}: axe finds nothing on a phone or a laptop`, async () => {
      for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 800 }]) {
        const page = await open(name, { viewport, colorScheme, bypassCSP: true })
        await page.evaluate(axe)
        const found = await page.evaluate(async () => (await globalThis.axe.run()).violations.map((v) => `${v.id}: ${v.nodes[0].html}`))
        assert.deepEqual(found, [])
        await page.context().close()
      }
    })
  }

  test(`${name}: reflows at 320 px, and the strict policy refuses nothing`, async () => {
    const page = await open(name, { viewport: { width: 320, height: 640 } })
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320)
    assert.deepEqual(page.complaints, [])
    assert.equal(await page.evaluate(() => document.fonts.check('16px "Atkinson Hyperlegible Next"')), true)
    await page.context().close()
  })

  test(`${name}: on a touch screen every control is at least 44 px, save links within words`, async () => {
    const page = await open(name, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
    const small = await page.evaluate(() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
      .filter((node) => {
        const box = node.getBoundingClientRect()
        const label = node.labels?.[0]?.getBoundingClientRect()
        const tall = Math.max(box.height, label?.height ?? 0)
        return box.width > 1 && box.height > 1 && getComputedStyle(node).display !== 'inline' && tall < 43.5
      }).map((node) => `${node.tagName} ${node.className} ${node.getBoundingClientRect().height}`))
    assert.deepEqual(small, [])
    await page.context().close()
  })
}

test('without JavaScript everything is there to be used', async () => {
  const page = await open('write', { viewport: { width: 360, height: 740 }, javaScriptEnabled: false })
  for (const selector of ['#what', '#at', '#level', 'form[data-lock] button', 'button:has-text("Save")']) assert.ok(await page.locator(selector).first().isVisible(), selector)
  await page.context().close()
})
