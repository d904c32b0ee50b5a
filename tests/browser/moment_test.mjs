// In the moment without a network and with a tablet that sleeps: no tap is lost, each keeps the time it was tapped at, and no name stays on the device.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, findNothingWrong, firstPupilOf, laptop, phone, school } from './visitor.mjs'

atSchool()

/** Begins a moment with the first pupil of one's own, or goes on with the one that runs: the pupil's name. */
async function begin (page) {
  const pupil = await firstPupilOf(page)
  await page.goto(`${school.address}/pupils/${pupil}/moments`)
  if (!/\/moments\/[0-9A-Z]{26}$/.test(page.url())) await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/moments\/[0-9A-Z]{26}$/)
  await page.locator('[data-moment-line]').waitFor()
  await page.waitForLoadState('networkidle')
  return (await page.locator('h1').innerText()).split('\n')[0].trim()
}

const line = (page) => page.locator('[data-moment-line] li').allInnerTexts()
const held = (page) => page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('moment:')))

test('taps without a network are kept through a sleep, sent with their own times, and the record opens when the network is back', async () => {
  const page = await as('keyworker', { viewport: phone })
  const name = await begin(page)
  const moment = page.url()
  await page.getByRole('button', { name: 'Somebody is hurt' }).click()
  await page.waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith('moment:')))
  const context = page.context()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'I am holding the pupil' }).click()
  await page.getByRole('button', { name: 'I let go' }).click()
  assert.equal((await line(page)).length, 4, 'each tap stands on the page at once')
  const [[, waiting]] = await held(page)
  assert.equal(JSON.parse(waiting).length, 2)
  for (const word of name.split(' ')) assert.ok(!waiting.includes(word), 'no name is kept on the device')
  const tapped = JSON.parse(waiting).map((each) => each.fields.find(([key]) => key === 'at')[1])

  // The tablet sleeps: the page is gone, and comes back with the network an hour of nothing later.
  await page.goto('about:blank')
  await context.setOffline(false)
  await page.goto(moment)
  await page.waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith('moment:')))
  await page.goto(moment)
  const shown = await line(page)
  assert.deepEqual(shown.map((each) => each.replace(/^\d\d:\d\d\s+/, '')), ['Started', 'Somebody was hurt.', 'Held the pupil.', 'Let go.'])
  const clock = (at) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
  assert.ok(shown[2].startsWith(clock(tapped[0])), `${shown[2]} at ${tapped[0]}`)

  await context.setOffline(true)
  await page.getByRole('button', { name: 'Calmer now' }).click()
  await page.getByRole('button', { name: 'It is over' }).click()
  await page.getByText('The record opens as soon as there is a network').waitFor()
  await context.setOffline(false)
  await page.waitForURL(/\/draft$/, { timeout: 15000 })
  await page.getByText('Write it up').first().waitFor()
  assert.match(await page.locator('main form').innerHTML(), /Calmer\./)
  assert.deepEqual(await held(page), [])
  await page.context().close()
})

test('what waits stands on the page again when it is opened before the network is back', async () => {
  const page = await as('keyworker')
  await begin(page)
  await page.route('**/taps', (route) => route.abort())
  await page.getByRole('button', { name: 'I am holding the pupil' }).click()
  await page.reload()
  assert.equal((await line(page)).filter((each) => each.includes('I am holding the pupil')).length, 1)
  await page.unroute('**/taps')
  await page.waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith('moment:')), undefined, { timeout: 15000 })
  await page.context().close()
})

test('axe finds nothing in the moment, by keyboard alone it works, and without a script each tap is a page', async () => {
  for (const viewport of [phone, laptop]) {
    const page = await as('keyworker', { viewport })
    await begin(page)
    await findNothingWrong(page, `in the moment at ${viewport.width}`)
    const before = (await line(page)).length
    await page.getByRole('button', { name: 'Somebody is hurt' }).focus()
    await page.keyboard.press('Enter')
    assert.equal((await line(page)).length, before + 1)
    await page.context().close()
  }
  const plain = await as('keyworker', { javaScriptEnabled: false, viewport: phone })
  await begin(plain)
  const before = (await line(plain)).length
  await plain.getByRole('button', { name: 'Somebody is hurt' }).click()
  await plain.waitForLoadState()
  assert.equal((await line(plain)).length, before + 1)
  await plain.getByRole('button', { name: 'It is over' }).click()
  await plain.getByText('Write it up').first().waitFor()
  await plain.context().close()
})
