// An annual review and what is due, in a real browser: from the first click to the printed report, with and without JavaScript; no page that axe finds fault with.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, laptop, phone, school, violations } from './visitor.mjs'

atSchool()

/** Nothing hangs over the edge, and axe finds nothing. */
async function isSound (page) {
  assert.deepEqual(await violations(page), [])
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `nothing hangs over the edge of ${page.url()}`)
}

/** The pupil of one of the reviews in the demonstration school: found as a SENCo finds it, on what is due. */
async function pupilWithReview (page) {
  await page.goto(`${school.address}/due`)
  await page.locator('main a[href*="/statutory/"]').first().click()
  await page.getByRole('heading', { name: 'What is due when' }).waitFor()
  return page.url().split('?')[0]
}

const isoDay = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10)
/** A working day near that many days from now. */
const weekday = (days) => { let n = days; while ([0, 6].includes(new Date(Date.now() + n * 86400000).getUTCDay())) n--; return isoDay(n) }

test('what is due leads to a review whose report is written, recommended, sent and printed', async () => {
  const senco = await as('senco')
  await senco.getByRole('link', { name: 'What is due' }).click()
  await senco.getByRole('heading', { name: 'What is due', level: 1 }).waitFor()
  await isSound(senco)
  const review = await pupilWithReview(senco)
  await isSound(senco)

  await senco.getByRole('button', { name: 'Write the report' }).click()
  await senco.getByLabel('What works, and what does not').fill('A quiet start works.')
  await isSound(senco)
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('The form is saved.').waitFor()

  await senco.getByRole('button', { name: 'Add somebody' }).click()
  await senco.getByLabel('Who?').selectOption('parent')
  await senco.getByLabel('Name and post (optional)').fill('Ada Osei')
  await senco.getByLabel('Advice asked for on (optional)').fill(isoDay(-20))
  await senco.getByLabel('Advice received on (optional)').fill(isoDay(-30))
  await senco.getByLabel('What they say (optional)').fill('He sleeps better.')
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByRole('heading', { name: 'There is a problem' }).waitFor()
  assert.equal(await senco.getByLabel('What they say (optional)').inputValue(), 'He sleeps better.')
  await isSound(senco)
  await senco.getByLabel('Advice received on (optional)').fill(isoDay(-10))
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('He sleeps better.').waitFor()

  await senco.getByRole('button', { name: /ecommend/ }).click()
  await senco.getByLabel('Change the plan').check()
  await senco.getByLabel('Why?').fill('The therapist should be named.')
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('The recommendation is saved.').waitFor()

  await senco.getByRole('link', { name: /: The authority says whether it keeps/ }).click()
  await senco.getByLabel('Change the plan').check()
  await isSound(senco)
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('The day is written down.').waitFor()

  await senco.getByRole('button', { name: 'Print the report' }).click()
  await senco.getByRole('heading', { name: /Report of the annual review/ }).waitFor()
  const printed = await senco.locator('main').innerText()
  for (const words of ['A quiet start works.', 'He sleeps better.', 'The therapist should be named.', 'Section E: outcomes', 'Section F: provision', 'regulation 20']) {
    assert.ok(printed.includes(words), `the print says “${words}”`)
  }
  await isSound(senco)
  assert.ok(review)
  await senco.context().close()
})

test('without JavaScript a review is begun, its meeting set and moved, and every clock moves with it', async () => {
  const senco = await as('senco', { javaScriptEnabled: false, viewport: phone })
  await senco.goto(`${school.address}/due`)
  await senco.goto(`${school.address}/plans?form=ehcp`)
  const plans = await senco.locator('main a[href*="/plans/"]').evaluateAll((links) => links.map((link) => link.href))
  let begun = false
  for (const plan of plans) {
    await senco.goto(plan.replace(/\/plans\/.*/, '/statutory'))
    const begin = senco.getByRole('button', { name: 'Begin the annual review' })
    if (await begin.count() === 0) continue
    await begin.click()
    await senco.getByRole('button', { name: 'Begin' }).click()
    begun = true
    break
  }
  assert.ok(begun, 'a plan without a review is there')
  await senco.getByText('It is begun.').waitFor()
  await senco.getByRole('link', { name: /Change the day of the meeting/ }).click()
  await senco.getByLabel('Day of the review meeting').fill('2001-01-01')
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await senco.getByLabel('Day of the review meeting').fill(weekday(-7))
  await senco.getByRole('button', { name: 'Save' }).click()
  // A day on which the demonstration school is closed is refused: the week before then.
  for (let week = 2; week < 8 && await senco.getByRole('heading', { name: 'There is a problem' }).count() > 0; week++) {
    await senco.getByLabel('Day of the review meeting').fill(weekday(-7 * week))
    await senco.getByRole('button', { name: 'Save' }).click()
  }
  await senco.getByText('The meeting is set.').waitFor()

  const meeting = async () => new Date(await senco.locator('dd', { hasText: /^\s*\w+day \d/ }).first().innerText())
  const reportDue = async () => new Date(await senco.locator('tr', { hasText: 'report goes to the authority' }).locator('th').first().innerText())
  const apart = async () => Math.round((await reportDue() - await meeting()) / 86400000)
  const before = await reportDue()
  assert.equal(await apart(), 14)
  await senco.getByRole('link', { name: /Change the day of the meeting/ }).click()
  for (let week = 1; week < 8; week++) {
    await senco.getByLabel('Day of the review meeting').fill(weekday(7 * week))
    await senco.getByLabel('Why is it moved?').fill('The family is away')
    await senco.getByRole('button', { name: 'Save' }).click()
    if (await senco.getByRole('heading', { name: 'There is a problem' }).count() === 0) break
  }
  await senco.getByText('The meeting is set.').waitFor()
  assert.ok(await reportDue() > before, 'the report is due later')
  assert.equal(await apart(), 14)
  await senco.getByText('What was done, step by step').click()
  await senco.getByText('The family is away').waitFor()
  await senco.context().close()
})

test('a request for an assessment is filled in from plans, counted from its day, decided and printed', async () => {
  const senco = await as('senco', { viewport: phone })
  await senco.goto(`${school.address}/plans?form=education_plan`)
  const plans = await senco.locator('main a[href*="/plans/"]').evaluateAll((links) => links.map((link) => link.href))
  for (const plan of plans) {
    await senco.goto(plan.replace(/\/plans\/.*/, '/statutory'))
    if (await senco.getByRole('button', { name: 'Ask for an assessment' }).count() > 0) break
  }
  await isSound(senco)
  await senco.getByRole('button', { name: 'Ask for an assessment' }).click()
  await isSound(senco)
  await senco.getByRole('button', { name: 'Begin' }).click()
  await senco.getByText('It is begun.').waitFor()
  await isSound(senco)

  await senco.getByRole('button', { name: 'Write the request' }).click()
  assert.notEqual(await senco.getByLabel('What was tried, and what came of it').inputValue(), '', 'promised provision stands in it already')
  await senco.getByLabel('Why the school asks').fill('More help than the school has.')
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('The form is saved.').waitFor()

  const writeDown = async (name, day) => {
    await senco.getByRole('link', { name }).first().click()
    await senco.getByLabel('On which day?').fill(day)
    await senco.getByRole('button', { name: 'Save' }).click()
  }
  await writeDown(/Write down.*Request sent/, isoDay(-20))
  await writeDown(/Write down.*Request received/, isoDay(-25))
  await senco.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await isSound(senco)
  await senco.getByLabel('On which day?').fill(isoDay(-19))
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('In 23 days').first().waitFor()

  await senco.getByRole('button', { name: 'Write down a reason' }).click()
  await senco.getByLabel('The family is away').check()
  await senco.getByLabel('First day').fill(isoDay(0))
  await senco.getByLabel('Last day').fill(isoDay(40))
  await isSound(senco)
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('May take longer').first().waitFor()
  await senco.getByRole('link', { name: /^Take it back/ }).click()
  await isSound(senco)
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('Enter why it is taken back').first().waitFor()
  await isSound(senco)
  await senco.getByLabel('Why is it taken back?').fill('The family stays here')
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('The reason is taken back.').waitFor()
  assert.equal(await senco.getByText('May take longer').count(), 0)

  await senco.getByRole('link', { name: /: The authority says whether it assesses/ }).click()
  await senco.getByLabel('It does not assess').check()
  await senco.getByLabel('Anything to say about it?').fill('The school is to try for two terms more.')
  await senco.getByRole('button', { name: 'Save' }).click()
  await senco.getByText('Not needed').first().waitFor()

  await senco.getByRole('button', { name: 'Print the request' }).click()
  const printed = await senco.locator('main').innerText()
  for (const words of ['Request for an education, health and care needs assessment', 'More help than the school has.', 'It does not assess', 'The school is to try for two terms more.', 'regulation 13']) {
    assert.ok(printed.includes(words), `the print says “${words}”`)
  }
  await isSound(senco)
  await senco.context().close()
})

test('what is due has no fault that axe finds, by week and by month, narrow or wide', async () => {
  for (const viewport of [phone, laptop]) {
    const senco = await as('senco', { viewport })
    for (const place of ['/due?whose=school', '/due?whose=school&month=' + isoDay(0).slice(0, 7)]) {
      await senco.goto(school.address + place)
      await isSound(senco)
    }
    // By the keyboard alone: a day of the month leads to what stands on it.
    const day = senco.locator('.app-due-day').first()
    await day.focus()
    await day.press('Enter')
    assert.match(senco.url(), /#day-/)
    await senco.context().close()
  }
})
