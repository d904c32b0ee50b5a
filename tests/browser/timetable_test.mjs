// The timetable in a real browser: from the first click to the printed week, on a phone and a laptop, with JavaScript and without.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, laptop, phone, school, violations } from './visitor.mjs'

atSchool()

const iso = (day) => day.toISOString().slice(0, 10)
/** A Tuesday in the half-term of the demonstration, from next week on; weeks without school are passed over. */
async function openTuesday (page) {
  for (let week = 1; week < 12; week++) {
    const day = new Date()
    day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) + 7 * week + 1)
    await page.goto(`${school.address}/timetable?week=${iso(day)}`)
    if (await page.locator('.app-week__column').nth(1).locator('.app-slot').count() > 0) return iso(day)
  }
  throw new Error('no Tuesday with a slot in twelve weeks')
}

for (const javaScriptEnabled of [true, false]) {
  test(`a key worker adds preparation time, is asked about a clash and prints the week, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const page = await as('keyworker', { javaScriptEnabled })
    const tuesday = await openTuesday(page)
    await page.goto(`${school.address}/timetable`)
    await page.getByRole('button', { name: 'Add to my week' }).click()
    const title = javaScriptEnabled ? 'Sorting cards' : 'Cutting cards'
    await page.getByLabel('What is it?').selectOption('preparation')
    await page.getByLabel('In a word or two (optional)').fill(title)
    await page.getByLabel('On one day only').check()
    await page.getByLabel('From', { exact: true }).fill('09:20')
    await page.getByLabel('To', { exact: true }).fill('09:00')
    await page.getByLabel('First day').fill(tuesday)
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByText('The end is after the start').first().waitFor()
    assert.equal(await page.getByLabel('In a word or two (optional)').inputValue(), title, 'nothing typed is lost')
    await page.getByLabel('To', { exact: true }).fill('09:40')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByText('You would be in two places').waitFor()
    await page.getByLabel('Save it all the same').check()
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByText('Added to the timetable.').waitFor()
    await page.locator('.app-slot', { hasText: title }).first().waitFor()
    await page.getByText(/overlap by \d+ minutes/).first().waitFor()
    await page.emulateMedia({ media: 'print' })
    assert.ok(await page.locator('.app-slot', { hasText: title }).first().isVisible(), 'the week is on the paper')
    assert.equal(await page.getByRole('button', { name: 'Add to my week' }).isVisible(), false, 'its buttons are not')
    assert.deepEqual(page.complaints.filter((words) => !words.includes('422')), [], 'but for the answers that asked back')
  })
}

test('a SENCo lets another adult do one day, and both see it in their weeks', async () => {
  const worker = await as('keyworker')
  const tuesday = await openTuesday(worker)
  const slot = worker.locator('.app-week__column').nth(1).locator('a[href*="/timetable/slots/"]').first()
  const words = await slot.innerText()
  const address = await slot.getAttribute('href')
  const senco = await as('senco')
  await senco.goto(`${school.address}${address}`)
  await senco.getByText('One day is different').click()
  await senco.getByLabel('Another adult does it').check()
  await senco.getByLabel('Who?').selectOption({ index: 1 })
  await senco.getByLabel('Why?').fill('Training')
  await senco.getByRole('button', { name: 'Change this day' }).click()
  await senco.getByText('That day is changed.').waitFor()
  await worker.goto(`${school.address}/timetable?week=${tuesday}`)
  await worker.locator('.app-slot--off', { hasText: words }).getByText('does it: Training').waitFor()
  assert.deepEqual([...worker.complaints, ...senco.complaints], [])
})

test('a group is made from the bank, gets a pupil and a time', async () => {
  const page = await as('senco')
  await page.goto(`${school.address}/programmes`)
  await page.getByRole('link', { name: 'Talk time', exact: true }).click()
  await page.getByRole('heading', { name: 'Each time' }).waitFor()
  await page.getByRole('button', { name: 'Begin a group' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Friday talk')
  await page.getByLabel('Who leads it?').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Make the group' }).click()
  await page.getByText('The group is made. Now put pupils in.').waitFor()
  await page.getByRole('button', { name: 'Give it a time' }).click()
  assert.match(await page.getByLabel('Or with which group or class?').inputValue(), /^group:/)
})

test('weeks and forms fit a phone and a laptop, and axe finds nothing', async () => {
  for (const viewport of [phone, laptop]) {
    const page = await as('senco', { viewport })
    const worker = await as('keyworker', { viewport })
    await openTuesday(worker)
    for (const [who, path] of [[worker, null], [worker, '/timetable/duties'], [worker, '/timetable/slots/new'], [worker, '/timetable/feed'], [page, '/programmes'], [page, '/groups'], [page, '/groups/new']]) {
      if (path) await who.goto(`${school.address}${path}`)
      assert.deepEqual(await violations(who), [], `${path ?? 'my week'} at ${viewport.width}`)
      const wide = await who.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert.ok(wide <= 0, `${path ?? 'my week'} at ${viewport.width} is ${wide} too wide`)
    }
  }
})
