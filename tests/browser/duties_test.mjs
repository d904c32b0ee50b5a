// Duties of a key worker, each from the first click to what is printed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, school } from './visitor.mjs'

atSchool()

/** From My day to the first pupil of whoever is signed in; their address. */
async function toAPupil (page) {
  await page.getByRole('link', { name: 'Pupils', exact: true }).first().click()
  await page.locator('main a[href^="/pupils/"]').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page.url().split('?')[0]
}

/** What stands on the paper: these words, and no buttons of the frame. */
async function prints (page, ...words) {
  await page.emulateMedia({ media: 'print' })
  for (const each of words) {
    const places = await page.getByText(each).all()
    const seen = await Promise.all(places.map((place) => place.isVisible()))
    assert.ok(seen.includes(true), `the paper says “${each}”`)
  }
  assert.equal(await page.getByRole('link', { name: 'Write', exact: true }).first().isVisible(), false, 'the frame is not on the paper')
  assert.ok((await page.pdf({ format: 'A4' })).length > 5000)
  await page.emulateMedia({ media: 'screen' })
}

/** Write › a form, about the pupil whose page is open. */
async function write (page, tile) {
  await page.getByRole('button', { name: /^Write about/ }).click()
  const top = page.getByRole('link', { name: tile, exact: true })
  if (!await top.first().isVisible()) await page.getByText('More…').click()
  await top.first().click()
  await page.getByRole('button', { name: 'Save', exact: true }).last().waitFor()
}
// Choices are made by the keyboard: the bar at the foot may lie over what is not scrolled to.
async function save (page) {
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await page.waitForURL(/\/records\/\w{26}/)
}
async function inChronology (page, pupil, words) {
  await page.goto(pupil)
  await page.getByRole('link', { name: 'Chronology', exact: true }).first().click()
  await prints(page, words)
}

test('2.7 and 3.3: a target is adjusted against what was seen, with its strategy and its reason, and the plan prints it', async () => {
  const worker = await as('keyworker')
  await toAPupil(worker)
  await worker.getByRole('link', { name: 'Plans', exact: true }).last().click()
  await worker.getByRole('button', { name: 'Begin a plan' }).click()
  await worker.getByRole('link', { name: 'Individual education plan' }).click()
  await worker.getByLabel('Title', { exact: true }).fill('Reading for pleasure')
  await worker.getByLabel('Strengths and interests').fill('Knows every bus route.')
  await worker.getByLabel('Cognition and learning').press('Space')
  await worker.getByLabel('What gets in the way of learning').fill('Small print.')
  await worker.getByLabel('What every adult does').fill('Enlarges the page.')
  await worker.getByRole('button', { name: 'Save the draft' }).last().click()
  await worker.getByText('The draft is saved').waitFor()
  await worker.getByRole('button', { name: 'Add a target' }).click()
  await worker.getByText('Begin from the bank of targets').click()
  await worker.getByRole('link', { name: /of the first 100 words on sight/ }).click()
  await worker.getByLabel('The need it answers').fill('Reads few words')
  await worker.getByLabel('Where the pupil starts').fill('12')
  await worker.getByLabel('The goal').fill('40')
  await worker.getByText('Strategies that others used for this area').click()
  await worker.getByLabel('Precision teaching: five minutes a day').check()
  await worker.getByRole('button', { name: 'Save the target' }).last().click()
  await worker.getByText('The target is saved').waitFor()
  await worker.getByRole('button', { name: 'Send for approval' }).click()
  await worker.getByText('It waits for approval').first().waitFor()
  const plan = worker.url().split('?')[0]
  const senco = await as('senco')
  await senco.goto(plan)
  await senco.getByRole('button', { name: 'Approve', exact: true }).click()
  await senco.getByRole('button', { name: 'Start it', exact: true }).click()
  await senco.getByText('It is live from now on.').waitFor()
  await worker.goto(plan)
  await worker.getByRole('link', { name: 'Change it, or say how far it got' }).first().click()
  await worker.getByLabel('The goal').fill('60')
  await worker.getByLabel('Why is it changed?').fill('Forty were read by half-term.')
  await worker.getByRole('button', { name: 'Save the target' }).last().click()
  await worker.getByText('The target is saved').waitFor()

  // A target added to the live plan waits for somebody else, and is in force the moment they approve it.
  await worker.getByRole('button', { name: 'Add a target' }).click()
  await worker.getByLabel('The need it answers').fill('Gives up on long words')
  await worker.getByLabel('What the pupil will be able to do').fill('Breaks a long word into parts, in four of five tries')
  await worker.getByLabel('A number that is counted').press('Space')
  await worker.getByLabel('What is counted').fill('words')
  await worker.getByLabel('Where the pupil starts').fill('1')
  await worker.getByLabel('The goal').fill('4')
  await worker.getByRole('button', { name: 'Save the target' }).last().click()
  await worker.getByText('New, not started').waitFor()
  await senco.goto(plan)
  await senco.getByRole('button', { name: /^Approve: in force from today/ }).click()
  await senco.getByText('The target is in force from now on.').waitFor()
  await worker.goto(`${plan}/print`)
  await prints(worker, 'From 12 words to 60 words', 'Precision teaching: five minutes a day', 'Breaks a long word into parts')
  await worker.context().close()
  await senco.context().close()
})

test('3.1: a one to one session is written from My day with its promise, and stands printed on what was promised and given', async () => {
  const worker = await as('keyworker')
  await worker.getByRole('button', { name: 'Sessions', exact: true }).click()
  await worker.getByRole('button', { name: 'Write a session up' }).waitFor()
  const line = worker.locator('main a[href*="/sessions/new?pupil="]').first()
  const address = await line.getAttribute('href')
  await line.click()
  await worker.getByLabel('What was it?').fill('Words on sight')
  await worker.getByLabel('From').fill('00:05')
  await worker.getByLabel('For how many minutes was it planned?').fill('10')
  await worker.getByRole('button', { name: 'Go on' }).click()
  await worker.getByLabel('One line').fill('Read eleven words without help.')
  await worker.getByRole('button', { name: 'Save' }).click()
  await worker.getByText('The session is written up').waitFor()
  const pupil = `${school.address}/pupils/${/pupil=(\w{26})/.exec(address)[1]}`
  await inChronology(worker, pupil, 'Read eleven words without help.')
  await worker.goto(`${pupil}/provision`)
  await prints(worker, /\d+ min/)
  await worker.context().close()
})

test('3.4: fewer hours at school are agreed with their end, and the pupil’s timetable prints', async () => {
  const senco = await as('senco')
  await toAPupil(senco)
  await senco.getByRole('link', { name: 'Timetable', exact: true }).last().click()
  await senco.getByRole('link', { name: 'Fewer hours at school' }).click()
  await senco.getByRole('button', { name: 'Agree fewer hours' }).click()
  await senco.getByRole('button', { name: 'Begin' }).click()
  await senco.getByRole('heading', { name: 'There is a problem' }).waitFor()
  const day = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10)
  const fill = (name, words) => senco.locator(`[name="${name}"]`).fill(words)
  await senco.locator('input[name="reason"][value="medical"]').press('Space')  // by the keyboard: the bar at the foot may lie over it
  for (const [name, words] of [['why', 'Tired after treatment.'], ['starts_on', day(1)], ['ends_on', day(22)], ['hours', '32.5'], ['step1_1a', '09:00'], ['step1_1b', '12:00'], ['off_site', 'Reading with a tutor'],
    ['risk', 'None'], ['consent_by', 'Her mother'], ['consent_how', 'Signed form'], ['consent_on', day(0)]]) await fill(name, words)
  await senco.getByRole('button', { name: 'Begin' }).click()
  await senco.getByText('Tired after treatment.').first().waitFor()
  await prints(senco, 'Tired after treatment.')
  await senco.context().close()
})

test('3.5: somebody goes out alone, comes back, writes the visit up, and it prints', async () => {
  const worker = await as('keyworker', { viewport: { width: 360, height: 740 } })
  await worker.goto(`${school.address}/visits`)
  await worker.getByLabel('Where are you going?').fill('Mill Lane 7')
  await worker.locator('input[name="for"][value="60"]').check()
  await worker.getByRole('button', { name: 'I am going now' }).click()
  await worker.getByText('You are checked out').waitFor()
  await worker.getByRole('button', { name: /back/i }).first().click()
  await worker.getByText('Welcome back').waitFor()
  await worker.goto(`${school.address}/`)
  const pupil = await toAPupil(worker)
  await write(worker, 'Visit')
  await worker.locator('[name="f.what_happened"]').fill('Practised the bus with her mother.')
  await worker.locator('[name="f.place"]').fill('Mill Lane')
  for (const name of ['purpose', 'seen']) {
    const choice = worker.locator(`input[name="f.${name}"]`).first()
    if (await choice.count()) await choice.press('Space')
  }
  await save(worker)
  await inChronology(worker, pupil, /Practised the bus/)
  await worker.context().close()
})

test('3.6: a mentoring session is written in the pupil’s chronology and prints', async () => {
  const worker = await as('keyworker')
  const pupil = await toAPupil(worker)
  await write(worker, 'Session')
  await worker.locator('input[name="f.delivered"][value="yes"]').press('Space')
  await worker.locator('[name="f.what_was_done"]').fill('Talked through a hard week, and drew the next one.')
  await save(worker)
  await inChronology(worker, pupil, /Talked through a hard week/)
  await worker.context().close()
})

test('3.8: what happened on a screen is raised, stands in the queue of the safeguarding lead and prints', async () => {
  const worker = await as('keyworker')
  await toAPupil(worker)
  await write(worker, 'Online safety')
  await worker.locator('[name="f.what_happened"]').fill('A stranger asked for a photograph in a game.')
  for (const name of ['sort', 'source']) await worker.locator(`input[name="f.${name}"]`).first().press('Space')
  await worker.locator('input[name="f.safe_now"][value="yes"]').press('Space')
  await save(worker)
  const lead = await as('dsl')
  await lead.goto(`${school.address}/concerns?by=none`)
  await lead.locator('.app-queue__item', { hasText: 'A stranger asked for a photograph' }).getByRole('link').first().click()
  await lead.getByRole('heading', { name: 'The concern' }).waitFor()
  await prints(lead, /A stranger asked for a photograph/)
  await worker.context().close()
  await lead.context().close()
})

test('3.9: a programme of a specialist is added to the bank, gets a group, and prints step by step', async () => {
  const senco = await as('senco')
  await senco.goto(`${school.address}/programmes`)
  await senco.getByRole('button', { name: 'Add a programme' }).click()
  await senco.getByLabel('Name', { exact: true }).fill('Signs for every day')
  await senco.getByLabel('What is it for?').fill('Pupils who sign more than they speak.')
  for (const [label, value] of [['Minutes each time', '10'], ['Times a week', '5'], ['Weeks', '12'], ['Fewest pupils', '1'], ['Most pupils', '3']]) await senco.getByLabel(label).fill(value)
  await senco.getByLabel('What is done each time?').fill('Sign the greeting\nSign the day\nSign a choice')
  await senco.getByRole('button', { name: 'Save', exact: true }).last().click()
  await senco.getByText('The programme is saved.').waitFor()
  await prints(senco, 'Signs for every day', 'Sign the greeting')
  await senco.getByRole('button', { name: 'Begin a group' }).click()
  await senco.getByLabel('Name', { exact: true }).fill('Signing group')
  await senco.getByRole('button', { name: 'Make the group' }).click()
  await senco.getByText('The group is made. Now put pupils in.').waitFor()
  await senco.context().close()
})

test('3.10: a club is written with who took part, and prints', async () => {
  const worker = await as('keyworker')
  const pupil = await toAPupil(worker)
  await write(worker, 'Club or trip')
  await worker.locator('[name="f.what"]').fill('Gardening club')
  await worker.locator('input[name="f.came"][value="yes"]').press('Space')
  await worker.locator('[name="f.what_happened"]').fill('Planted beans in pairs.')
  await save(worker)
  await inChronology(worker, pupil, /Gardening club/)
  await worker.context().close()
})
