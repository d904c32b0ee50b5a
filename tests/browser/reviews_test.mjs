// Reviews in a real browser: from the first click to the printed copy for home, with and without JavaScript; a parent's link; no page that axe finds fault with.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, phone, school, violations } from './visitor.mjs'

atSchool()

/** A plan with targets: a passport has none. */
const toOpen = { name: /^Open the review of (?!Passport)/ }
const any = { name: /^Open the review of/ }

/** A pupil of the key worker's who has a plan to review; the page of their reviews. */
async function pupilToReview (page, wanted) {
  await page.goto(`${school.address}/pupils`)
  const pupils = await page.locator('main a[href^="/pupils/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')))])
  for (const pupil of pupils.filter((href) => /^\/pupils\/[0-9A-Z]{26}$/.test(href))) {
    await page.goto(`${school.address}${pupil}/reviews`)
    if (await page.getByRole('button', wanted).count() > 0) return `${school.address}${pupil}`
  }
  throw new Error('the demonstration has no plan to review')
}

for (const javaScriptEnabled of [true, false]) {
  test(`a review goes from the first click to the copy for home, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const worker = await as('keyworker', { javaScriptEnabled })
    await pupilToReview(worker, toOpen)
    if (javaScriptEnabled) assert.deepEqual(await violations(worker), [])
    await worker.getByRole('button', toOpen).first().press('Enter')
    await worker.getByText('The review is open.').first().waitFor()
    const review = worker.url().split('?')[0]
    await worker.getByRole('heading', { name: 'The cycle at a glance' }).waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(worker), [])

    await worker.locator('summary', { hasText: 'Type in what' }).first().press('Enter')
    await worker.getByLabel('What has gone well?').fill('I can read the menu.')
    await worker.getByLabel('How it was told').first().fill('In a talk, with pictures')
    await worker.getByRole('button', { name: 'Keep it' }).first().press('Enter')
    await worker.getByText('I can read the menu.').first().waitFor()
    await worker.goto(`${review}/questions?party=pupil`)
    await worker.getByRole('heading', { name: 'What helps you?' }).waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(worker), [])
    await worker.goto(review)
    await worker.getByLabel('Who was there (optional)').fill('Pupil, mother, key worker')
    await worker.getByRole('button', { name: 'Save', exact: true }).press('Enter')
    await worker.getByText('Nothing is decided until the review is closed').first().waitFor()

    const senco = await as('senco', { javaScriptEnabled })
    await senco.goto(review)
    assert.equal(await senco.getByLabel('Who was there (optional)').inputValue(), 'Pupil, mother, key worker')
    await senco.getByRole('heading', { name: 'What it cost' }).waitFor()
    await senco.getByRole('button', { name: 'Close the review' }).press('Enter')
    await senco.getByRole('heading', { name: 'There is a problem' }).waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(senco), [])
    for (const radio of await senco.getByLabel('Go on', { exact: true }).all()) await radio.press('Space')
    const early = senco.getByLabel('Why it is reviewed before the cycle has ended')
    if (await early.count() > 0) await early.fill('The pupil moves to another class next week')
    await senco.getByRole('button', { name: 'Close the review' }).press('Enter')
    await senco.getByText('The review is closed.').first().waitFor()
    await senco.getByText('was drafted from it').waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(senco), [])
    await senco.getByRole('button', { name: 'The copy for home' }).press('Enter')
    await senco.getByText('It is made for one person').waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(senco), [])
    await senco.getByLabel('Whom is it for?').selectOption({ index: 1 })
    await senco.getByRole('button', { name: 'Open it' }).press('Enter')
    await senco.getByRole('heading', { name: 'What happens next' }).waitFor()
    await senco.emulateMedia({ media: 'print' })
    const printed = await senco.locator('main').innerText()
    for (const words of ['We go on with this.', 'What happens next', 'The goal was']) assert.ok(printed.includes(words), `the copy says “${words}”`)
    assert.ok(!printed.includes('£'))
    await senco.emulateMedia({ media: 'screen' })
    if (javaScriptEnabled) assert.deepEqual(await violations(senco), [])
    await worker.context().close()
    await senco.context().close()
  })
}

test('a parent answers through a link once, on a phone, and sees a first name only', async () => {
  const worker = await as('keyworker', { viewport: phone })
  const pupil = await pupilToReview(worker, any)
  const name = (await worker.locator('h1').first().innerText()).trim()
  await worker.goto(`${pupil}/reviews`)
  await worker.getByRole('button', any).first().press('Enter')
  await worker.getByText('The review is open.').first().waitFor()
  assert.deepEqual(await violations(worker), [])
  const review = worker.url().split('?')[0]
  await worker.locator('summary', { hasText: 'Ask by a link' }).press('Enter')
  await worker.getByLabel('Their full name').fill('Ada Osei')
  await worker.getByRole('button', { name: 'Make a link' }).press('Enter')
  const link = (await worker.locator('.app-break strong').innerText()).trim()
  assert.match(link, /\/voice\/[A-Za-z0-9_-]{43}$/)

  const parent = await as(null, { viewport: phone })
  await parent.goto(link)
  await parent.getByRole('heading', { name: 'What do you think?' }).waitFor()
  assert.ok(!(await parent.locator('body').innerText()).includes(name), 'the whole name is not shown')
  assert.deepEqual(await violations(parent), [])
  await parent.getByRole('button', { name: 'Send' }).press('Enter')
  await parent.getByText('Answer at least one question').first().waitFor()
  await parent.getByLabel('What helps at home?').fill('A story before bed.')
  await parent.getByRole('button', { name: 'Send' }).press('Enter')
  await parent.getByRole('heading', { name: 'Thank you' }).waitFor()
  await parent.goto(link)
  await parent.getByRole('heading', { name: 'This link does not open anything' }).waitFor()
  assert.deepEqual(await violations(parent), [])

  await worker.goto(review)
  await worker.getByText('A story before bed.').waitFor()
  await worker.getByText('Ada Osei, parent or carer').waitFor()
  await worker.context().close()
  await parent.context().close()
})

test('a review that was opened by mistake is dropped with its reason, and another is opened', async () => {
  const worker = await as('keyworker', { viewport: phone })
  const pupil = await pupilToReview(worker, any)
  await worker.getByRole('button', any).first().press('Enter')
  await worker.getByText('The review is open.').first().waitFor()
  const review = worker.url().split('?')[0]
  await worker.locator('summary', { hasText: 'Opened by mistake?' }).press('Enter')
  await worker.getByRole('button', { name: 'Drop the review' }).press('Enter')
  await worker.getByText('Enter why the review is dropped').first().waitFor()
  assert.deepEqual(await violations(worker), [])
  await worker.getByLabel('Why is it dropped?').fill('The wrong plan')
  await worker.getByRole('button', { name: 'Drop the review' }).press('Enter')
  await worker.getByText('The review is dropped. The plan goes on as before.').first().waitFor()
  await worker.getByText('The wrong plan').first().waitFor()
  assert.deepEqual(await violations(worker), [])
  await worker.goto(`${pupil}/reviews`)
  await worker.getByText('Dropped', { exact: true }).first().waitFor()
  await worker.getByRole('button', any).first().press('Enter')
  await worker.getByText('The review is open.').first().waitFor()
  assert.notEqual(worker.url().split('?')[0], review)
  await worker.context().close()
})

test('the SENCo sees what falls due, and what is open', async () => {
  const senco = await as('senco')
  await senco.goto(`${school.address}/plans`)
  await senco.getByRole('button', { name: 'Reviews due and open' }).press('Enter')
  await senco.getByRole('heading', { name: 'Due in the next six weeks, or late' }).waitFor()
  assert.ok(await senco.locator('main a[href*="/reviews/"], main form[action*="/reviews"]').count() > 0)
  assert.deepEqual(await violations(senco), [])
  await senco.context().close()
})
