// What follows a note in a real browser: written, returned with a comment, corrected, signed; seen with one tap; an action asked for and done.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, findNothingWrong, laptop, phone, school, violations } from './visitor.mjs'

atSchool()

/** The first pupil of a key worker whom the teacher has in class: the address of their page. */
async function sharedPupil (worker, teacher) {
  const pupils = async (page) => {
    await page.goto(`${school.address}/`)
    return page.locator('main a[href^="/pupils/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href').split('?')[0]))
  }
  const theirs = new Set(await pupils(teacher))
  const both = (await pupils(worker)).find((pupil) => theirs.has(pupil))
  assert.ok(both, 'the key worker and the teacher of the demonstration have a pupil together')
  return both.split('/')[2]
}

const inQueue = (page, words) => page.locator('.app-todo__item', { hasText: words })

for (const javaScriptEnabled of [true, false]) {
  test(`a note is returned, corrected and signed, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const worker = await as('keyworker', { javaScriptEnabled, viewport: phone })
    const teacher = await as('teacher', { javaScriptEnabled })
    const pupil = await sharedPupil(worker, teacher)
    const words = `Counted the red beads twice, ${javaScriptEnabled ? 'with' : 'without'} a script.`
    await worker.goto(`${school.address}/write?kind=note&pupil=${pupil}`)
    await worker.getByLabel('What happened').fill(words)
    await worker.getByRole('button', { name: 'Save' }).click()
    await worker.getByText(/Saved \d\d:\d\d/).waitFor()
    await worker.getByText('Waiting for sign-off').first().waitFor()
    const record = worker.url().split('?')[0]

    await teacher.goto(`${school.address}/inbox`)
    await teacher.getByRole('heading', { name: 'To sign off' }).waitFor()
    // The oldest come first; one's own page of the record does the same as the queue.
    await teacher.goto(record)
    await teacher.getByText('Return it with a comment').click()
    await teacher.getByLabel('What should be changed or explained?').fill('How many were there?')
    await teacher.getByRole('button', { name: 'Return it' }).click()
    await teacher.getByText('How many were there?').waitFor()

    await worker.goto(`${school.address}/inbox`)
    await worker.getByText('How many were there?').first().waitFor()
    await inQueue(worker, 'How many were there?').first().getByRole('link').first().click()
    await worker.getByRole('button', { name: 'Correct this' }).click()
    await worker.getByLabel('What happened').fill(`${words} There were nineteen.`)
    await worker.getByLabel('Why is it corrected?').fill('The number was missing')
    await worker.getByRole('button', { name: 'Save the correction' }).click()
    await worker.getByText('Waiting for sign-off').first().waitFor()

    await teacher.goto(record)
    await teacher.getByText('There were nineteen.').first().waitFor()
    await teacher.getByRole('button', { name: 'Sign it off' }).click()
    await teacher.getByText(/Signed by/).first().waitFor()

    await worker.goto(`${school.address}/entries`)
    await worker.getByText('Signed', { exact: true }).first().waitFor()
    assert.deepEqual([...worker.complaints, ...teacher.complaints], [])
    await worker.context().close()
    await teacher.context().close()
  })
}

test('the queue shows each record in full, and one tap signs it', async () => {
  const page = await as('senco', { viewport: phone })
  await page.goto(`${school.address}/sign-offs`)
  const items = page.locator('.app-todo__item')
  const before = await items.count()
  assert.ok(before > 0, 'the demonstration has records that wait for the SENCo')
  const first = await items.first().locator('a').first().getAttribute('href')
  await items.first().getByRole('button', { name: /^Sign it off/ }).click()
  await page.getByText('Whoever wrote it sees it').waitFor()
  assert.equal(await page.locator(`.app-todo__item a[href="${first}"]`).count(), 0)
  await page.context().close()
})

test('an action is asked for from a record, and done with proof', async () => {
  const worker = await as('keyworker')
  await worker.goto(`${school.address}/entries`)
  await worker.locator('main table a').first().click()
  await worker.getByRole('button', { name: 'Add an action' }).click()
  await worker.getByLabel('What has to be done?').fill('Look for the blue jumper')
  const options = await worker.getByLabel('Who does it?').locator('option').allInnerTexts()
  await worker.getByLabel('Who does it?').selectOption({ label: options.find((text) => /office|administrator/i.test(text)) ?? options[1] })
  await worker.getByLabel('Soon').check()
  await worker.getByRole('button', { name: 'Ask for it' }).click()
  await worker.getByRole('link', { name: 'Look for the blue jumper' }).click()
  await worker.getByText('Call it off').first().click()
  await worker.getByLabel('Why need it not be done?').fill('It was in the bag')
  await worker.getByRole('button', { name: 'Call it off' }).click()
  await worker.getByText('Called off').first().waitFor()
  await worker.context().close()
})

test('axe finds nothing on inbox, sign-offs and actions, on a phone and a laptop', async () => {
  for (const viewport of [phone, laptop]) {
    for (const username of ['keyworker', 'teacher', 'senco']) {
      const page = await as(username, { viewport, bypassCSP: true })
      await page.goto(`${school.address}/inbox`)
      const action = await page.locator('main a[href^="/actions/"]').first().getAttribute('href').catch(() => null)
      const record = await page.locator('main a[href^="/records/"]').first().getAttribute('href').catch(() => null)
      for (const place of ['/', '/inbox', '/sign-offs', '/actions/new', action, record].filter(Boolean)) {
        await page.goto(school.address + place)
        await findNothingWrong(page, `${username} ${place}`)
      }
      await page.context().close()
    }
  }
})
