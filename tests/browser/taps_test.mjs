// The journeys that are made forty times a week, counted: every tap, and every key beside the words themselves. A phone in one hand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, findNothingWrong, firstPupilOf, phone, school } from './visitor.mjs'

atSchool()

/** A thumb on the page that counts. Words are typed where the cursor stands, so a box that needs a tap first costs one. */
class Thumb {
  taps = 0
  words = 0
  keys = 0
  constructor (page) { this.page = page }
  async tap (locator) { this.taps += 1; await locator.click() }
  async choose (locator) { this.taps += 1; await locator.check() }
  async say (words) { this.words += words.length; await this.page.keyboard.type(words) }
  async press (key) { this.keys += 1; await this.page.keyboard.press(key) }
  toString () { return `${this.taps} taps, ${this.words} letters, ${this.keys} other keys` }
}

const saved = (page) => page.getByText(/Saved \d\d:\d\d/).waitFor()

/** The page of the first pupil of one's own. */
async function atPupil (page) {
  const pupil = await firstPupilOf(page)
  await page.goto(`${school.address}/pupils/${pupil}`)
  return new Thumb(page)
}

test('a note is three taps beside the typing', async (t) => {
  const page = await as('keyworker', { viewport: phone })
  const thumb = await atPupil(page)
  await thumb.tap(page.getByRole('button', { name: /^Write about/ }))
  await thumb.tap(page.getByRole('link', { name: 'Note', exact: true }))
  await page.getByLabel('What happened').waitFor()
  await thumb.say('Counted to twenty alone.')
  await thumb.tap(page.getByRole('button', { name: 'Save' }))
  await saved(page)
  await page.getByText('Counted to twenty alone.').first().waitFor()
  t.diagnostic(String(thumb))
  assert.ok(thumb.taps <= 3, String(thumb))
  assert.equal(thumb.keys, 0)
  await page.context().close()
})

test('a recognition for four pupils is eight taps', async (t) => {
  const page = await as('teacher', { viewport: phone })
  await page.goto(`${school.address}/pupils`)
  const names = (await page.locator('main a[href^="/pupils/"]').allInnerTexts()).map((name) => name.trim()).slice(0, 4)
  assert.equal(names.length, 4)
  await page.goto(`${school.address}/`)
  const thumb = new Thumb(page)
  await thumb.tap(page.getByRole('link', { name: 'Write', exact: true }).last())
  await thumb.tap(page.getByRole('link', { name: 'Well done', exact: true }))
  await page.locator('#pupil').waitFor()
  for (const name of names) {
    await thumb.say(name)
    await thumb.tap(page.getByRole('option', { name }).first())
  }
  await thumb.choose(page.getByLabel('Kind to somebody'))
  await thumb.tap(page.getByRole('button', { name: 'Save' }))
  await saved(page)
  for (const name of names) await page.locator('main').getByText(name).first().waitFor()
  t.diagnostic(String(thumb))
  assert.ok(thumb.taps <= 8, String(thumb))
  await page.context().close()
})

test('a call home is five taps', async (t) => {
  const page = await as('keyworker', { viewport: phone })
  const thumb = await atPupil(page)
  await thumb.tap(page.getByRole('button', { name: /^Write about/ }))
  await thumb.tap(page.getByRole('link', { name: 'Talked to home', exact: true }))
  await page.getByLabel('What was talked about').waitFor()
  await thumb.say('A good week in maths.')
  await thumb.tap(page.getByLabel('With whom'))
  await thumb.say('Sam Field, grandmother')
  await thumb.tap(page.getByRole('button', { name: 'Save' }))
  await saved(page)
  await page.getByText('Phone call').first().waitFor()
  t.diagnostic(String(thumb))
  assert.ok(thumb.taps <= 5, String(thumb))
  assert.equal(thumb.keys, 0)
  await page.context().close()
})

test('a physical intervention is written on one page without leaving it', async (t) => {
  const page = await as('senco', { viewport: phone })
  const pupil = await firstPupilOf(page)
  await page.goto(`${school.address}/write?kind=physical_intervention&pupil=${pupil}`)
  const thumb = new Thumb(page)
  let pages = 0
  page.on('framenavigated', (frame) => { if (frame === page.mainFrame()) pages += 1 })
  await page.evaluate(() => { for (const each of document.querySelectorAll('main details')) each.open = true })
  const fill = async (field, words) => { thumb.taps += 1; thumb.words += words.length; await page.locator(`[name="f.${field}"]`).fill(words) }
  const tick = (field, value) => thumb.choose(page.locator(`[name="f.${field}"][value="${value}"]`))
  await fill('what_happened', 'Ran at the window with a chair. I stood between and held both forearms.')
  await tick('type', 'standing')
  await fill('hold', 'Both forearms from the side.')
  await fill('began', '10:10')
  await fill('ended', '10:14')
  await fill('place', 'Room 4')
  await fill('adults.0.who', await page.locator('datalist#staff-here option').first().getAttribute('value'))
  await tick('adults.0.did', 'held')
  await fill('untrained_why', 'Nobody trained was in reach.')
  await tick('risk', 'self')
  await fill('why_needed', 'Words and space had not stopped it.')
  await fill('parents_told.0.who', 'First Parent')
  await tick('parents_told.0.told', 'no')
  await fill('parents_told.0.why_not', 'Will be rung at 15:30.')
  await thumb.tap(page.getByRole('button', { name: 'Add another parent' }))
  await fill('parents_told.1.who', 'Second Parent')
  await tick('parents_told.1.told', 'no')
  await fill('parents_told.1.why_not', 'Will be rung at 15:40.')
  assert.equal(pages, 0, 'nothing led away from the page')
  await thumb.tap(page.getByRole('button', { name: 'Save', exact: true }).last())
  await saved(page)
  await page.getByText('Number in the bound book').waitFor()
  t.diagnostic(String(thumb))
  await page.context().close()
})

test('axe finds nothing on glass, flags, one action, rules, their exemptions and categories, on a phone and a laptop', async () => {
  for (const viewport of [phone, { width: 1280, height: 800 }]) {
    const head = await as('head', { viewport })
    const pupil = await firstPupilOf(head)
    await head.goto(`${school.address}/pupils/${pupil}/chronology`)
    const record = (await head.locator('main a[href^="/records/"]').first().getAttribute('href')).split('?')[0]
    await head.goto(`${school.address}/inbox`)
    const places = ['/inbox', `${record}`, `/actions/new?record=${record.split('/').pop()}`, '/concerns/categories', '/concerns/arrangement', `/pupils/${pupil}/sharing`,
      '/me/notices', '/school/rules', '/school/rules/new', '/visits']
    for (const place of places) {
      const answer = await head.goto(school.address + place)
      assert.equal(answer.status(), 200, place)
      await head.evaluate(() => { for (const each of document.querySelectorAll('main details')) each.open = true })
      await findNothingWrong(head, `${place} at ${viewport.width}`)
    }
    const action = head.locator('main a[href^="/actions/"]:not([href$="/new"])').first()
    await head.goto(`${school.address}/inbox`)
    if (await action.count()) {
      await action.click()
      await findNothingWrong(head, `an action at ${viewport.width}`)
    }
    await head.context().close()
    const lead = await as('dsl', { viewport })
    await lead.goto(`${school.address}/concerns?by=none`)
    await lead.locator('.app-queue__name a').first().click()
    await lead.evaluate(() => { for (const each of document.querySelectorAll('main details')) each.open = true })
    await findNothingWrong(lead, `a concern at ${viewport.width}`)
    await lead.context().close()
  }
})
