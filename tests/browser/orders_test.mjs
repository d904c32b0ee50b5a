// A court order in a real browser: the safeguarding lead writes it down, the key worker reads what it means, and a review's copy is made for the parent
// who may have it and refused for the one who may not; with and without JavaScript; no page that axe finds fault with.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, findNothingWrong, phone, school } from './visitor.mjs'

atSchool({ seed: 1 })

/** What the demonstration wrote down of an order is ended: the pupil begins without one. */
async function endOrders (lead, pupil) {
  for (;;) {
    await lead.goto(`${pupil}/orders`)
    const running = lead.locator('tr', { hasText: 'In force' }).locator('a[href*="/orders/"]')
    if (await running.count() === 0) return
    await running.first().press('Enter')
    await lead.locator('summary', { hasText: 'It holds no more' }).press('Enter')
    await lead.getByLabel('How do you know?').fill('A letter of the court')
    await lead.getByRole('button', { name: 'End it' }).press('Enter')
    await lead.getByText('Ended. What it meant is shown no more.').first().waitFor()
  }
}

/** A pupil of the key worker's with a closed review and two at home, who has no order now; the worker stands before the copy of that review. */
async function closedReview (worker, lead) {
  await worker.goto(`${school.address}/pupils`)
  const pupils = await worker.locator('main a[href^="/pupils/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href')))])
  for (const href of pupils.filter((href) => /^\/pupils\/[0-9A-Z]{26}$/.test(href))) {
    const pupil = `${school.address}${href}`
    await worker.goto(`${pupil}/reviews`)
    const reviews = await worker.locator('main a[href*="/reviews/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    for (const review of reviews.filter((href) => /\/reviews\/[0-9A-Z]{26}$/.test(href))) {
      await worker.goto(`${school.address}${review}`)
      if (await worker.getByRole('button', { name: 'The copy for home' }).count() === 0) continue
      await endOrders(lead, pupil)
      await worker.goto(`${school.address}${review}/letter`)
      // "Choose", two of the family, everybody, the pupil.
      if (await worker.getByLabel('Whom is it for?').locator('option').count() > 4) return { pupil, review: `${school.address}${review}` }
    }
  }
  throw new Error('the demonstration has no closed review of a pupil with two at home')
}

for (const javaScriptEnabled of [true, false]) {
  test(`an order keeps a copy from the parent it names, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const worker = await as('keyworker', { javaScriptEnabled, ...(javaScriptEnabled ? {} : { viewport: phone }) })
    const lead = await as('dsl', { javaScriptEnabled })
    const { pupil, review } = await closedReview(worker, lead)
    const choices = worker.getByLabel('Whom is it for?').locator('option')
    const allowed = await choices.nth(1).getAttribute('value')
    const barred = await choices.nth(2).getAttribute('value')
    const barredName = (await choices.nth(2).innerText()).split(',')[0]

    await lead.goto(pupil)
    await lead.getByRole('link', { name: 'Court orders' }).press('Enter')
    await lead.getByRole('heading', { name: 'Court orders' }).waitFor()
    if (javaScriptEnabled) await findNothingWrong(lead)
    await lead.getByRole('button', { name: 'Write down an order' }).press('Enter')
    await lead.getByRole('button', { name: 'Save' }).press('Enter')
    await lead.getByRole('heading', { name: 'There is a problem' }).waitFor()
    if (javaScriptEnabled) await findNothingWrong(lead)
    await lead.getByLabel('What kind of order is it?').selectOption('prohibited_steps')
    await lead.getByLabel('Which court made it?').fill('Family Court at Thornbury')
    await lead.getByLabel('When was it made?').fill('2020-02-02')
    await lead.getByLabel('What it says, in short').fill('Only for those who may read orders')
    const his = lead.getByRole('group', { name: new RegExp(`^${barredName}`) })
    await his.getByLabel('Must not collect the child').press('Space')
    await his.getByLabel('No information about the child').press('Space')
    await lead.getByLabel('Who at the school has seen the order itself?').fill('The safeguarding lead')
    await lead.getByLabel('On which day?').fill('2020-02-03')
    await lead.getByRole('button', { name: 'Save' }).press('Enter')
    await lead.getByText('Written down.').first().waitFor()
    await lead.getByText(`Must not be collected by ${barredName}.`).first().waitFor()
    if (javaScriptEnabled) await findNothingWrong(lead)

    await worker.goto(pupil)
    await worker.getByText(`Must not be collected by ${barredName}.`).first().waitFor()
    assert.equal(await worker.getByText('Thornbury').count(), 0, 'what it means, and not the order')
    assert.equal(await worker.getByRole('link', { name: 'Court orders' }).count(), 0)
    if (javaScriptEnabled) await findNothingWrong(worker)

    await worker.goto(`${review}/letter`)
    await worker.getByText(`${barredName} cannot be chosen`).waitFor()
    if (javaScriptEnabled) await findNothingWrong(worker)
    assert.equal(await worker.getByLabel('Whom is it for?').locator(`option[value="${barred}"]`).count(), 0)
    await worker.getByLabel('Whom is it for?').selectOption(allowed)
    await worker.getByRole('button', { name: 'Open it' }).press('Enter')
    await worker.getByRole('heading', { name: 'What happens next' }).waitFor()
    if (javaScriptEnabled) await findNothingWrong(worker)
    await worker.goto(`${review}/letter?for=${barred}`)
    await worker.getByText(`${barredName} cannot be given this`).first().waitFor()
    assert.equal(await worker.getByRole('heading', { name: 'What happens next' }).count(), 0)
    if (javaScriptEnabled) await findNothingWrong(worker)

    await lead.goto(`${pupil}/orders`)
    await lead.locator('tr', { hasText: 'In force' }).getByRole('link', { name: 'Prohibited steps order' }).first().press('Enter')
    await lead.getByText('Only for those who may read orders').first().waitFor()
    if (javaScriptEnabled) await findNothingWrong(lead)
    await lead.locator('summary', { hasText: 'It holds no more' }).press('Enter')
    await lead.getByLabel('How do you know?').fill('A letter of the court')
    await lead.getByRole('button', { name: 'End it' }).press('Enter')
    await lead.getByText('Ended. What it meant is shown no more.').first().waitFor()
    await worker.goto(pupil)
    assert.equal(await worker.getByText('Must not be collected').count(), 0)
    await worker.context().close()
    await lead.context().close()
  })
}
