// A concern from raised to answered in a real browser: the reporter, the safeguarding lead and the reporter again; with and without JavaScript.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password } from './school.mjs'
import { as, atSchool, findNothingWrong, laptop, phone, school } from './visitor.mjs'

atSchool()

for (const javaScriptEnabled of [true, false]) {
  test(`a concern is raised, decided and answered, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const words = `Said nobody was home last night, ${javaScriptEnabled ? 'with' : 'without'} a script.`
    const worker = await as('keyworker', { javaScriptEnabled, viewport: phone })
    await worker.goto(`${school.address}/pupils`)
    await worker.locator('main a[href^="/pupils/"]').first().click()
    await worker.getByRole('button', { name: /^Write about/ }).click()
    await worker.getByRole('link', { name: 'Concern', exact: true }).click()
    await worker.getByText('Who will know').waitFor()
    await worker.getByLabel('What I saw or heard').fill(words)
    await worker.getByLabel('The child told me').check()
    await worker.getByRole('group', { name: /Is the child safe now/ }).getByLabel('Yes').check()
    await worker.getByRole('button', { name: 'Save' }).click()
    await worker.getByRole('heading', { name: 'Who was told' }).waitFor()

    const lead = await as('dsl', { javaScriptEnabled })
    await lead.goto(`${school.address}/concerns?by=none`)
    const item = lead.locator('.app-queue__item', { hasText: words })
    await item.getByRole('link').first().click()
    await lead.locator('#sheet').waitFor()
    await lead.getByLabel('Support in school').check()
    await lead.getByLabel('Category', { exact: true }).selectOption('neglect')
    await lead.getByLabel(/^2 – Family help/).check()
    await lead.getByLabel('Why', { exact: true }).fill('Rang home; an aunt was there from nine.')
    await lead.getByRole('group', { name: 'Does a parent or carer know?' }).getByLabel('Yes').check()
    await lead.getByLabel('Answer to the person who raised it').fill('Thank you. An aunt was with him.')
    await lead.getByRole('button', { name: 'Save the decision' }).click()
    await lead.getByText('Saved. The person who raised it').waitFor()

    await worker.getByRole('link', { name: 'What became of it, and add to it' }).click()
    await worker.getByText('An aunt was with him.').waitFor()
    assert.equal(await worker.getByText('Rang home').count(), 0)
    await worker.getByLabel('Add to it').fill('He says it is better today.')
    await worker.getByRole('button', { name: 'Add', exact: true }).click()
    await worker.getByText('Added. The safeguarding lead sees it').waitFor()
    await lead.goto(`${school.address}/concerns?by=none&show=added`)
    await lead.locator('.app-queue__item', { hasText: words }).waitFor()
    assert.deepEqual([...worker.complaints, ...lead.complaints], [])
    await worker.context().close()
    await lead.context().close()
  })
}

test('a locked screen lets its person tell, and shows nothing', async () => {
  const page = await as('keyworker', { viewport: phone })
  await page.goto(`${school.address}/pupils`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/locked/)
  await page.goto(`${school.address}/locked`)
  await page.getByRole('link', { name: 'Raise a concern' }).click()
  await page.getByLabel('Which child? Full name, class').fill('The boy with the red scarf, Year 2')
  await page.getByLabel('What I saw or heard').fill('Would not say who fetches him.')
  await page.getByLabel('I saw or heard it myself').check()
  await page.getByRole('group', { name: /Is the child safe now/ }).getByLabel('Yes').check()
  await findNothingWrong(page, 'locked sheet')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await page.getByRole('link', { name: 'Back to the lock' }).click()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.goto(`${school.address}/concerns/mine`)
  await page.getByText('The boy with the red scarf').waitFor()
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('axe finds nothing on the pages of concerns, on a phone and on a laptop', async () => {
  for (const viewport of [phone, laptop]) {
    const lead = await as('dsl', { viewport })
    await lead.goto(`${school.address}/concerns`)
    await findNothingWrong(lead, 'queue')
    await lead.locator('.app-queue__item a').first().click()
    await lead.locator('#sheet').waitFor()
    await findNothingWrong(lead, 'sheet')
    for (const path of ['/concerns/unmatched', '/concerns/cases', '/concerns/arrangement']) {
      await lead.goto(school.address + path)
      await findNothingWrong(lead, path)
    }
    await lead.goto(`${school.address}/concerns/cases`)
    await lead.locator('main table a').first().click()
    await lead.getByText('Safeguarding file, kept apart').waitFor()
    await findNothingWrong(lead, 'file')
    await lead.getByRole('link', { name: /^Referral of/ }).first().click()
    await findNothingWrong(lead, 'referral')
    const worker = await as('keyworker', { viewport })
    for (const path of ['/concerns/mine', '/concerns/adults/new', '/write?kind=concern']) {
      await worker.goto(school.address + path)
      await findNothingWrong(worker, path)
    }
    const head = await as('head', { viewport })
    await head.goto(`${school.address}/concerns/adults`)
    await findNothingWrong(head, 'adults')
    await head.locator('main table a').first().click()
    await findNothingWrong(head, 'one adult')
    for (const page of [lead, worker, head]) await page.context().close()
  }
})
