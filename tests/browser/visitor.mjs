// Somebody at a browser before the demonstration school: one school and one browser for a test file, a window of their own for each person.
//   atSchool({ pupils: 40 })
//   const page = await as('senco', { viewport: phone })
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before } from 'node:test'
import { openChromium } from './gallery.mjs'
import { serveSchool, signIn } from './school.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const phone = { width: 360, height: 740 }
export const laptop = { width: 1280, height: 800 }

export let browser, school

/** Once at the head of a test file. `first` is done when the school stands, before any test: hooks of a file's own would run beside this one. */
export function atSchool (wishes = {}, first = async () => {}) {
  before(async () => {
    [browser, school] = await Promise.all([openChromium(), serveSchool(wishes)])
    await first()
  })
  after(async () => { await browser?.close(); await school?.close() })
}

/** A page in a window of their own, signed in where a name is given. `page.complaints` holds what the console and the scripts complained of. */
export async function as (username, options = {}) {
  const context = await browser.newContext({ viewport: laptop, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15000)
  page.complaints = []
  page.on('console', (message) => { if (message.type() === 'error') page.complaints.push(message.text()) })
  page.on('pageerror', (error) => page.complaints.push(error.message))
  if (username) await signIn(page, school.address, username)
  return page
}

/** What axe finds on the page as it stands, one line each. */
export async function violations (page) {
  await page.evaluate(axe)
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 160)).slice(0, 2).join(' | ')}`)
}

/** Nothing for axe to say, and nothing wider than the screen. */
export async function findNothingWrong (page, what = page.url()) {
  assert.deepEqual(await violations(page), [], what)
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  assert.ok(over <= 0, `${what} is ${over}px too wide`)
}

/** The id of the first pupil in the list somebody sees. */
export async function firstPupilOf (page) {
  await page.goto(`${school.address}/pupils`)
  const link = page.locator('main a[href^="/pupils/"]').first()
  return (await link.getAttribute('href')).split('/')[2].split('?')[0]
}
