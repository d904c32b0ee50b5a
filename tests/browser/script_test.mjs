// What the script adds, each on a page that works without it: drafts, saving in place, search as one types, keys, the lock.
import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { openChromium, pageOf, serveGallery } from './gallery.mjs'

const key = Buffer.alloc(32, 7).toString('base64url')
const body = (page, more) => page.replace('data-lock-after="600"', more)
const suggestions = JSON.stringify([{ id: 'p1', name: 'Maya Osei', detail: 'Year 4' }, { id: 'p2', name: '<b>Mia</b>', detail: 'Year 5' }])
const json = (text) => ({ type: 'application/json', text })

/** The Write page as first opened: no errors on it, and a key for drafts. */
const fresh = () => body(pageOf('write').replace(/<div class="govuk-error-summary".*?<\/ul><\/div><\/div><\/div>/s, ''), `data-draft-key="${key}"`)
let save = () => ({ status: 200, text: '' })
let browser, gallery, context, page
before(async () => {
  browser = await openChromium()
  gallery = await serveGallery({
    'GET /write': () => ({ text: fresh() }),
    'GET /done': () => ({ text: body(pageOf('my_day'), `data-draft-key="${key}"`) }),
    'GET /other': () => ({ text: body(pageOf('write'), `data-draft-key="${Buffer.alloc(32, 9).toString('base64url')}"`).replace(/<div class="govuk-error-summary".*?<\/ul><\/div><\/div><\/div>/s, '') }),
    'GET /soon': () => ({ text: body(pageOf('my_day'), 'data-lock-after="1"') }),
    'POST /records': (text) => save(text),
    'GET /leaving': () => ({ text: body(pageOf('my_day'), `data-draft-key="${key}"`).replace('<main', '<form action="/lock" method="post" data-sign-out><button>Sign out</button></form><main') }),
    'POST /lock': () => ({ status: 303, location: '/sign_in.html' }),
    'GET /pupils/suggestions': () => json(suggestions),
    'GET /pupils/p1': () => ({ text: '<title>Maya</title>' })
  })
})
after(async () => { await browser.close(); gallery.close() })
afterEach(async () => { await context.close() })

async function open (path, options = {}) {
  context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options })
  page = await context.newPage()
  page.on('pageerror', (error) => { throw error })
  gallery.asked.length = 0
  await page.goto(gallery.address + path)
}
const draft = () => page.evaluate(() => localStorage.getItem('draft:write'))
const draftIs = (test) => page.waitForFunction(test)

test('a draft is kept while one types, unreadable on the device, and comes back', async () => {
  await open('/write')
  await page.fill('#what', 'Maya shared the blocks')
  await page.check('#level-2')
  await draftIs(() => localStorage.getItem('draft:write') !== null)
  assert.doesNotMatch(await draft(), /Maya|blocks/)
  await page.reload()
  await page.waitForSelector('.app-draft')
  assert.equal(await page.inputValue('#what'), 'Maya shared the blocks')
  await page.click('text=Start again')
  assert.equal(await page.inputValue('#what'), '')
  assert.equal(await draft(), null)
})

test('somebody else on the same device sees nothing of a draft', async () => {
  await open('/write')
  await page.fill('#what', 'A secret')
  await draftIs(() => localStorage.getItem('draft:write') !== null)
  await page.goto(gallery.address + '/other')
  await draftIs(() => localStorage.getItem('draft:write') === null)
  assert.equal(await page.inputValue('#what'), '')
})

test('saving in place shows the answer without a reload, and the draft is gone', async () => {
  save = () => ({ status: 303, location: '/done' })
  await open('/write')
  await page.evaluate(() => { globalThis.sameDocument = true })
  await page.fill('#what', 'Shared the blocks')
  await page.click('.app-save-bar button')
  await page.waitForSelector('h1:has-text("Good morning")')
  assert.equal(await page.evaluate(() => globalThis.sameDocument), true)
  assert.match(page.url(), /\/done$/)
  assert.equal(await draft(), null)
  const sent = new URLSearchParams(gallery.asked.find((one) => one.path === '/records').body)
  assert.equal(sent.get('what'), 'Shared the blocks')
  assert.equal(sent.get('pupil'), 'm')
  assert.equal(sent.get('csrf'), 't')
})

test('an answer with errors keeps what was typed, puts the focus on the summary, and keeps the draft', async () => {
  save = () => ({ status: 422, text: body(pageOf('write'), `data-draft-key="${key}"`) })
  await open('/write')
  await page.fill('#what', 'Half')
  await page.click('.app-save-bar button')
  await page.waitForSelector('.govuk-error-summary:focus')
  assert.notEqual(await draft(), null)
  await page.click('.govuk-error-summary a')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'what')
})

test('without a connection nothing typed is lost, and the form can be sent again', async () => {
  save = () => ({ status: 303, location: '/done' })
  await open('/write')
  await page.fill('#what', 'On the playground')
  await context.setOffline(true)
  await page.click('.app-save-bar button')
  await page.waitForSelector('.app-not-saved')
  assert.equal(await page.inputValue('#what'), 'On the playground')
  await context.setOffline(false)
  await page.click('.app-save-bar button')
  await page.waitForSelector('h1:has-text("Good morning")')
})

test('a form is sent once however often it is pressed', async () => {
  let release
  save = () => new Promise((resolve) => { release = () => resolve({ status: 303, location: '/done' }) })
  await open('/write')
  await page.evaluate(() => { const button = document.querySelector('.app-save-bar button'); button.click(); button.click(); button.click() })
  await new Promise((resolve) => { const look = () => release ? resolve() : setImmediate(look); look() })
  release()
  await page.waitForSelector('h1:has-text("Good morning")')
  assert.equal(gallery.asked.filter((one) => one.path === '/records').length, 1)
})

test('names are suggested as one types; the arrows and Enter open the pupil; markup in a name is words', async () => {
  await open('/done')
  await page.keyboard.press('/')
  await page.keyboard.type('mai')
  await page.waitForSelector('#app-search-list [role=option]')
  assert.equal(await page.getAttribute('#app-search', 'aria-expanded'), 'true')
  assert.equal(await page.locator('#app-search-list b').count(), 0)
  assert.match(await page.innerText('#app-search-list'), /<b>Mia<\/b>/)
  await page.keyboard.press('ArrowDown')
  assert.equal(await page.getAttribute('#app-search', 'aria-activedescendant'), 'app-search-list-0')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/pupils/p1')
})

test('a picked pupil becomes a ticked checkbox of the form', async () => {
  await open('/write')
  await page.fill('#pupil', '')
  await page.type('#pupil', 'ma')
  await page.click('#pupil-list [role=option] >> nth=0')
  assert.equal(await page.isChecked('input[name=pupil][value=p1]'), true)
  assert.equal(await page.inputValue('#pupil'), '')
})

test('fields that do not matter are hidden and not sent', async () => {
  await open('/write')
  assert.equal(await page.isVisible('#level'), true)
  await page.click('label[for=kind]')
  assert.equal(await page.isVisible('#level'), false)
  assert.equal(await page.isDisabled('#level'), true)
  await page.click('label[for=kind-3]')
  assert.equal(await page.isDisabled('#level'), false)
})

test('the line beneath the box is kind about initials and judging words', async () => {
  await open('/write')
  const line = async (words, expected) => {
    await page.fill('#what', words)
    await page.locator('#what').blur()
    assert.match(await page.innerText('#what-kindly'), expected)
  }
  await line('J.S. threw a pencil', /“J\.S\.?” looks like initials/)
  await line('He was attention seeking', /opinion/)
  await line('The TA and the SENCo were told', /^$/)
})

test('Esc twice blanks the screen at once, keeps the draft and tells the server', async () => {
  await open('/write')
  await page.fill('#what', 'Private words')
  await page.evaluate(() => {
    const press = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    press()
    press()
    // Still the same turn: nothing was drawn, and nothing was waited for.
    sessionStorage.setItem('left', document.body.innerText + document.title + [...document.querySelectorAll('textarea')].length)
  })
  await page.waitForURL('**/sign_in.html')
  assert.equal(await page.evaluate(() => sessionStorage.getItem('left')), 'LockedLocked0')
  assert.equal(gallery.asked.at(-1).path, '/lock')
  assert.equal(new URLSearchParams(gallery.asked.at(-1).body).get('csrf'), 'token')
  assert.notEqual(await draft(), null)
  assert.doesNotMatch(await draft(), /Private/)
})

test('a page nobody touches locks itself', async () => {
  await open('/soon')
  await page.waitForURL('**/sign_in.html')
  assert.equal(gallery.asked.at(-1).path, '/lock')
})

test('a file that is too heavy is told before it is sent', async () => {
  await open('/pieces.html')
  await page.setInputFiles('#file', { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(8_000_001) })
  assert.match(await page.innerText('#file-size'), /at most 8 MB/)
  assert.equal(await page.inputValue('#file'), '')
  await page.setInputFiles('#file', { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(1000) })
  assert.equal(await page.locator('#file-size').count(), 0)
})

test('signing out forgets every draft', async () => {
  await open('/write')
  await page.fill('#what', 'Half a thought')
  await draftIs(() => localStorage.getItem('draft:write') !== null)
  await page.goto(gallery.address + '/leaving')
  await page.click('text=Sign out')
  await page.waitForURL('**/sign_in.html')
  assert.equal(await draft(), null)
})

test('on paper there is no frame, and every entry', async () => {
  await open('/chronology.html')
  await page.emulateMedia({ media: 'print' })
  for (const selector of ['.app-nav', '.app-search', '.moj-filter', '.app-top__tools']) assert.equal(await page.isVisible(selector), false, selector)
  assert.equal(await page.locator('.moj-timeline__item:visible').count(), 5)
})
