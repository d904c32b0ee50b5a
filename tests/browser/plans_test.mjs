// Plans in a real browser: from the first click to the printed result, with and without JavaScript; no page that axe finds fault with.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, laptop, phone, school, violations } from './visitor.mjs'

atSchool()

async function firstPupil (page) {
  await page.goto(`${school.address}/pupils`)
  await page.locator('main a[href^="/pupils/"]').first().click()
  await page.locator('h1').waitFor()
  return page.url().split('?')[0]
}

for (const javaScriptEnabled of [true, false]) {
  test(`an education plan goes from the first click to its print, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const worker = await as('keyworker', { javaScriptEnabled })
    await firstPupil(worker)
    await worker.getByRole('link', { name: 'Plans', exact: true }).last().click()
    await worker.getByRole('button', { name: 'Begin a plan' }).click()
    await worker.getByRole('link', { name: 'Individual education plan' }).click()
    const title = `Reading ${javaScriptEnabled ? 'with' : 'without'} a script`
    await worker.getByLabel('Title', { exact: true }).fill(title)
    await worker.getByRole('button', { name: 'Save the draft' }).last().click()
    await worker.getByRole('heading', { name: 'There is a problem' }).waitFor()
    assert.equal(await worker.getByLabel('Title', { exact: true }).inputValue(), title)
    await worker.getByLabel('Strengths and interests').fill('Tells a story so that everybody listens.')
    await worker.getByLabel('Cognition and learning').press('Space')  // by the keyboard: the bar at the foot lies over what is not scrolled to
    await worker.getByLabel('What gets in the way of learning').fill('Loses the place in a line.')
    await worker.getByLabel('What every adult does').fill('One step at a time.')
    if (javaScriptEnabled) assert.deepEqual(await violations(worker), [])
    await worker.getByRole('button', { name: 'Save the draft' }).last().click()
    await worker.getByText('The draft is saved').waitFor()
    const plan = worker.url().split('?')[0]

    await worker.getByRole('button', { name: 'Add a target' }).click()
    await worker.getByLabel('The need it answers').fill('Reads few words')
    await worker.getByLabel('What the pupil will be able to do').fill('Reads 40 of the first 100 words on sight')
    await worker.getByLabel('A number that is counted').press('Space')
    await worker.getByLabel('What is counted').fill('words')
    await worker.getByLabel('Where the pupil starts').fill('40')
    await worker.getByLabel('The goal').fill('40')
    await worker.getByRole('button', { name: 'Save the target' }).last().click()
    await worker.getByText('The goal must differ from where the pupil starts').first().waitFor()
    await worker.getByLabel('Where the pupil starts').fill('12')
    if (javaScriptEnabled) assert.deepEqual(await violations(worker), [])
    await worker.getByRole('button', { name: 'Save the target' }).last().click()
    await worker.getByText('The target is saved').waitFor()

    await worker.getByRole('button', { name: 'Add provision' }).click()
    await worker.getByLabel('What the pupil is to have').fill(javaScriptEnabled ? 'Precision teaching' : 'Reading in pairs')  // the same twice would be asked about
    await worker.getByLabel('Who gives it').fill('Trained teaching assistant')
    await worker.getByLabel('Minutes each time').fill('10')
    await worker.getByLabel('How many times').fill('4')
    await worker.getByRole('button', { name: 'Save the provision' }).click()
    await worker.getByText('10 minutes, 4 times a week, alone').waitFor()
    await worker.getByRole('button', { name: 'Send for approval' }).click()
    await worker.getByText('It waits for approval').first().waitFor()

    const senco = await as('senco')
    await senco.goto(`${school.address}/plans`)
    await senco.getByRole('heading', { name: 'Waiting for you to approve' }).waitFor()
    await senco.getByRole('link', { name: title }).first().click()
    await senco.getByRole('button', { name: 'Approve', exact: true }).click()
    await senco.getByText('It is approved.').waitFor()
    await senco.getByRole('button', { name: 'Start it', exact: true }).click()
    await senco.getByText('It is live from now on.').waitFor()
    await senco.getByText('Write down who agreed').click()
    await senco.getByLabel('Who agreed', { exact: true }).selectOption('parent')
    await senco.getByLabel('Full name').fill('Ada Osei')
    await senco.getByLabel('How', { exact: true }).first().fill('In a meeting')
    await senco.getByRole('button', { name: 'Write it down' }).click()
    await senco.getByText('Ada Osei').waitFor()

    // The same twice would be asked about.
    const added = javaScriptEnabled ? 'Talk about a book' : 'Talk about a film'
    await worker.goto(plan)
    await worker.getByRole('button', { name: 'Add provision' }).click()
    await worker.getByLabel('What the pupil is to have').fill(added)
    await worker.getByLabel('Who gives it').fill('Trained teaching assistant')
    await worker.getByLabel('Minutes each time').fill('5')
    await worker.getByLabel('How many times').fill('2')
    await worker.getByRole('button', { name: 'Save the provision' }).click()
    await worker.getByText('New, not started').waitFor()
    await senco.goto(plan)
    if (javaScriptEnabled) assert.deepEqual(await violations(senco), [])
    await senco.getByRole('button', { name: `Approve: promised from today – ${added}` }).click()
    await senco.getByText('It is promised from today on.').waitFor()

    await worker.goto(`${plan}/print`)
    const printed = await worker.locator('main').innerText()
    for (const words of [title, 'Reads 40 of the first 100 words on sight', 'From 12 words to 40 words', '10 minutes, 4 times a week, alone', added, 'Ada Osei', 'approved and live']) {
      assert.ok(printed.includes(words), `the print says “${words}”`)
    }
    await worker.context().close()
    await senco.context().close()
  })
}

for (const javaScriptEnabled of [true, false]) {
  test(`a moving plan names trained adults, starts with consent and is printed, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const worker = await as('keyworker', { javaScriptEnabled })
    const pupil = await firstPupil(worker)
    await worker.getByRole('link', { name: 'Plans', exact: true }).last().click()
    await worker.getByRole('button', { name: 'Begin a plan' }).click()
    await worker.getByRole('link', { name: 'Moving and handling plan' }).click()
    const title = `Moving, ${javaScriptEnabled ? 'with' : 'without'} a script`
    const field = (name) => worker.locator(`[name="${name}"]`)
    await worker.getByLabel('Title', { exact: true }).fill(title)
    await field('f.about').fill('Stands with a hand to hold.')
    await worker.getByLabel('Stands with help').press('Space')
    await field('f.transfers.0.from').fill('Chair')
    await field('f.transfers.0.to').fill('Floor')
    await field('f.transfers.0.how').fill('Side by side, on three')
    await field('f.transfers.0.adults').fill('2')
    await field('f.never').fill('Under the arms')
    const adult = await worker.locator('#staff-here option').first().getAttribute('value')
    await field('f.named').first().fill(adult)
    await worker.getByRole('button', { name: 'Save the draft' }).last().click()
    await worker.getByRole('heading', { name: 'There is a problem' }).waitFor()
    assert.match(await worker.locator('.govuk-error-summary').innerText(), /has no training for this that is in date/)
    assert.equal(await field('f.transfers.0.how').inputValue(), 'Side by side, on three', 'nothing typed is lost')
    if (javaScriptEnabled) assert.deepEqual(await violations(worker), [])
    await field('f.untrained_why').fill('Course on Friday, with a trained adult until then')
    await worker.getByRole('button', { name: 'Save the draft' }).last().click()
    await worker.getByText('The draft is saved').waitFor()
    const plan = worker.url().split('?')[0]
    assert.ok(plan.startsWith(pupil))
    await worker.getByRole('button', { name: 'Send for approval' }).click()
    await worker.getByText('It waits for approval').first().waitFor()

    const senco = await as('senco')
    await senco.goto(plan)
    await senco.getByRole('button', { name: 'Approve', exact: true }).click()
    await senco.getByText('It is approved.').waitFor()
    await senco.getByText('Before it starts it needs').waitFor()
    await senco.getByText('Write down a consent').click()
    await senco.locator('[name="given_by"]').fill('Ada Osei')
    await senco.locator('[name="given_how"]').fill('On paper')
    await senco.getByRole('button', { name: 'Write the consent down' }).click()
    await senco.getByText('Ada Osei').first().waitFor()
    await senco.getByRole('button', { name: 'Start it', exact: true }).click()
    await senco.getByText('It is live from now on.').waitFor()

    await worker.goto(`${plan}/print`)
    const printed = await worker.locator('main').innerText()
    for (const words of [title, 'Side by side, on three', 'Under the arms', adult, 'approved and live']) assert.ok(printed.includes(words), `the print says “${words}”`)

    // The consent is renewed from what was said last time, then taken back: the plan says first of all that people follow it without.
    await senco.getByRole('link', { name: /^Renew/ }).click()
    await senco.getByRole('heading', { name: 'Renew a consent' }).waitFor()
    assert.equal(await senco.locator('[name="given_by"]').inputValue(), 'Ada Osei')
    assert.notEqual(await senco.locator('[name="until"]').inputValue(), '', 'a year is offered')
    if (javaScriptEnabled) assert.deepEqual(await violations(senco), [])
    await senco.locator('[name="given_by"]').fill('')
    await senco.getByRole('button', { name: 'Renew it' }).click()
    await senco.getByText('Enter who gave consent').first().waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(senco), [])
    await senco.locator('[name="given_by"]').fill('Ada Osei')
    await senco.getByRole('button', { name: 'Renew it' }).click()
    await senco.getByText('The consent is renewed.').waitFor()
    await senco.locator('summary', { hasText: 'Withdrawn…' }).press('Enter')
    await senco.getByLabel('Who took it back').fill('Ada Osei')
    await senco.getByRole('button', { name: 'It was withdrawn' }).press('Enter')
    await senco.getByText('People follow this plan without it.').waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(senco), [])
    await senco.locator('summary', { hasText: 'Go on without the consent' }).press('Enter')
    await senco.getByLabel(/^Why people go on following it/).fill('The mother asks for a week to think about it')
    await senco.getByRole('button', { name: 'Go on without the consent' }).press('Enter')
    await senco.getByText('The reason is written down. The plan goes on.').waitFor()
    await worker.context().close()
    await senco.context().close()
  })
}

test('a passport is made with the pupil and what helps stands on their page', async () => {
  const worker = await as('keyworker', { viewport: phone })
  const pupil = await firstPupil(worker)
  await worker.goto(pupil)
  await worker.getByRole('heading', { name: 'What helps', exact: true }).waitFor()
  assert.deepEqual(await violations(worker), [])
  await worker.context().close()
})

test('a risk reduction plan draws its anxiety map, with its table', async () => {
  const senco = await as('senco')
  const pupil = await firstPupil(senco)
  await senco.goto(`${pupil}/plans/new?form=risk_reduction`)
  for (const [label, words] of [['The risk in a sentence', 'Hits out when a change comes without warning'], ['Calm: what it looks like', 'Hums; we leave be'], ['Anxious: early signs', 'Pulls sleeves'],
    ['Defensive: what we say', 'Short words'], ['Crisis: what we do', 'Clear the room'], ['Recovery: what we do', 'Water and quiet'], ['How pupil and adults look back', 'Drawn together'],
    ['What is taught, so that', 'Asking for a break']]) await senco.getByLabel(label).fill(words)
  await senco.getByLabel('Other pupils').check()
  await senco.getByLabel('What it is').first().fill('Hitting')
  await senco.getByLabel('How likely, 1 to 5').first().fill('3')
  await senco.getByLabel('How severe, 1 to 5').first().fill('2')
  await senco.getByLabel('A change', { exact: true }).first().check()
  await senco.getByLabel('Which').first().fill('A new adult')
  await senco.getByLabel('0 to 10').first().fill('9')
  await senco.getByLabel('Medium').check()
  await senco.getByRole('button', { name: 'Save the draft' }).last().click()
  await senco.getByText('The draft is saved').waitFor()
  await senco.getByRole('img', { name: /What calms and what raises anxiety/ }).waitFor()
  assert.deepEqual(await violations(senco), [])
  await senco.context().close()
})

test('the list of plans has no fault that axe finds, narrow or wide', async () => {
  for (const viewport of [phone, laptop]) {
    const senco = await as('senco', { viewport })
    await senco.goto(`${school.address}/plans`)
    await senco.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    assert.deepEqual(await violations(senco), [])
    assert.ok(await senco.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'nothing hangs over the edge')
    await senco.context().close()
  }
})
