// Cover in a real browser: the card from choosing its words to the postcard, and a lesson from what the teacher left to the note that comes back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, phone, school, violations } from './visitor.mjs'

atSchool()

async function isWider (page) { return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth) }

/** Width and height of the first page of a PDF, in millimetres. */
function paper (pdf) {
  const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(pdf.toString('latin1'))
  return [width, height].map((points) => Math.round(points / 72 * 25.4))
}

/** The card of the first pupil of the list on My day. */
async function openCard (page) {
  await page.goto(`${school.address}/`)
  await page.locator('.app-card', { hasText: /My (classes and )?pupils/ }).locator('a[href^="/pupils/"]').first().click()
  await page.getByRole('link', { name: /The card|Read the card/ }).click()
  await page.locator('.app-pupil-card').waitFor()
}

test('a key worker chooses the words of a card, is told of four musts, and prints it as a postcard', async () => {
  const page = await as('keyworker')
  await openCard(page)
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Choose the words' }).click()
  const places = page.getByLabel(/^Must \d+: place$/)
  const words = page.getByLabel(/^Must \d+: words$/)
  const count = await places.count()
  assert.ok(count >= 4, 'lines of the plans and of one\'s own')
  await words.nth(count - 1).fill('Sit beside the window')
  for (let n = 0; n < count; n++) await places.nth(n).selectOption(n < 4 ? String(Math.min(n + 1, 3)) : '0')
  await places.nth(count - 1).selectOption('3')
  await page.getByRole('button', { name: 'Save the card' }).click()
  await page.getByText('Choose at most three musts').first().waitFor()
  assert.equal(await words.nth(count - 1).inputValue(), 'Sit beside the window', 'nothing typed is lost')
  for (let n = 0; n < count; n++) await places.nth(n).selectOption('0')
  await places.nth(count - 1).selectOption('1')
  const steps = page.getByLabel(/^Step \d+: words$/)
  await steps.last().fill('Step back, say nothing for ten seconds')
  const stepPlaces = page.getByLabel(/^Step \d+: place$/)
  for (let n = 0; n < await stepPlaces.count(); n++) await stepPlaces.nth(n).selectOption('0')
  await stepPlaces.last().selectOption('1')
  await page.getByLabel('How the name is said (optional)').fill('As it is written')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Save the card' }).click()
  await page.getByText('The card is saved.').waitFor()
  await page.locator('.app-pupil-card', { hasText: 'Sit beside the window' }).waitFor()
  await page.locator('.app-pupil-card__steps', { hasText: 'Step back, say nothing for ten seconds' }).waitFor()
  const postcard = await page.pdf({ preferCSSPageSize: true })
  assert.deepEqual(paper(postcard), [105, 148], 'A6')
  await page.getByRole('button', { name: 'Four to a sheet' }).click()
  await page.locator('.app-card-sheet .app-pupil-card').first().waitFor()
  assert.deepEqual(await violations(page), [])
  assert.deepEqual(paper(await page.pdf({ preferCSSPageSize: true })), [210, 297], 'A4, four to a sheet')
  assert.deepEqual(page.complaints.filter((words) => !words.includes('422')), [])
})

for (const javaScriptEnabled of [true, false]) {
  test(`somebody who covers opens the board on a phone, reads the cards, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const page = await as('cover', { javaScriptEnabled, viewport: phone })
    await page.locator('.app-card', { hasText: 'I cover today' }).getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Set work for this lesson' }).waitFor()
    await page.getByText('pages 14 and 15').waitFor()
    await page.getByRole('heading', { name: 'Who needs an adult' }).waitFor()
    await page.getByRole('heading', { name: 'Trained and free' }).waitFor()
    await page.getByText('Who is not free, and why').click()
    await page.getByText(/(works from|works until|does not work on|away|covers|has) /).last().waitFor()
    assert.equal(await isWider(page), false, 'nothing to scroll sideways at 360 px')
    if (javaScriptEnabled) {
      assert.deepEqual(await violations(page), [])
      if (await page.getByRole('button', { name: /I have read/ }).count() > 0) {
        await page.getByRole('button', { name: /I have read/ }).click()
        await page.getByText('Noted that you have read the cards.').waitFor()
      }
    }
    const card = page.locator('.app-pupil-card a').first()
    if (await card.count() > 0) {
      await card.click()
      await page.locator('.app-card-paper .app-pupil-card').waitFor()
      assert.equal(await isWider(page), false)
    }
    assert.deepEqual(page.complaints, [])
  })
}

test('the note goes from the board to the teacher, who answers it', async () => {
  const cover = await as('cover', { viewport: phone })
  await cover.locator('.app-card', { hasText: 'I cover today' }).getByRole('link').first().click()
  await cover.getByRole('button', { name: 'Write the note for the teacher' }).click()
  await cover.getByRole('button', { name: 'Send the note' }).click()
  await cover.getByText('Choose how it went').first().waitFor()
  await cover.getByLabel('What was done').fill('Page 14, questions 1 to 6')
  await cover.getByLabel('Well', { exact: true }).check()
  const row = cover.locator('.app-note-row').first()
  await row.getByRole('combobox').selectOption('worked')
  await row.getByLabel(/A line about/).fill('Explained the first question to the table')
  assert.deepEqual(await violations(cover), [])
  assert.equal(await isWider(cover), false)
  await cover.getByRole('button', { name: 'Send the note' }).click()
  await cover.getByText('Your note is with the teacher.').waitFor()
  const teacher = await as('teacher')
  await teacher.goto(`${school.address}/inbox`)
  await teacher.locator('.app-card', { hasText: 'Notes from cover' }).getByRole('link', { name: /08:|00:|0\d:/ }).last().click()
  await teacher.getByText('Explained the first question to the table').waitFor()
  assert.deepEqual(await violations(teacher), [])
  await teacher.getByLabel('Answer (optional)').fill('Thank you. We go on from question 7.')
  await teacher.getByRole('button', { name: 'I have read this' }).click()
  await teacher.getByText('Your answer is sent.').waitFor()
  await cover.reload()
  await cover.getByText('We go on from question 7.').waitFor()
  assert.deepEqual(teacher.complaints, [])
})

test('the office writes down when somebody works, is told what is missing, and is asked before they cover outside it', async () => {
  const office = await as('office')
  await office.goto(`${school.address}/cover/arranging`)
  await office.getByRole('link', { name: 'Working hours and who is away' }).click()
  await office.getByText('Not written down').first().waitFor()
  assert.deepEqual(await violations(office), [])
  const row = office.locator('tr', { hasText: 'Not written down' }).first()
  const name = await row.getByRole('link').innerText()
  await row.getByRole('link').click()
  await office.getByRole('group', { name: 'Monday' }).getByLabel('From').fill('08:30')
  await office.getByRole('button', { name: 'Write these hours down' }).click()
  await office.getByText('Monday: enter when it ends').first().waitFor()
  assert.equal(await office.getByRole('group', { name: 'Monday' }).getByLabel('From').inputValue(), '08:30', 'nothing typed is lost')
  await office.getByRole('group', { name: 'Monday' }).getByLabel('To').fill('12:00')
  assert.deepEqual(await violations(office), [])
  await office.getByRole('button', { name: 'Write these hours down' }).click()
  await office.getByText('The hours are written down.').waitFor()
  await office.getByRole('cell', { name: 'Monday 08:30–12:00' }).or(office.getByText('Monday 08:30–12:00')).first().waitFor()
  await office.getByText('Note when they are away').click()
  await office.getByRole('button', { name: 'Note it' }).click()
  await office.getByText('Noted. The cover board shows it at once.').waitFor()
  const cover = await as('cover')
  await cover.locator('.app-card', { hasText: 'I cover today' }).getByRole('link').first().click()
  await cover.getByText('Who is not free, and why').click()
  await cover.locator('li', { hasText: name }).getByText('away today').waitFor()
  assert.deepEqual(office.complaints.filter((words) => !words.includes('422')), [])
})

test('the office is told of a clash, arranges cover for a school day to come, and the teacher leaves work for it', async () => {
  const office = await as('office')
  let day = new Date()
  for (let tries = 0; ; tries++) {
    assert.ok(tries < 90, 'a school day within three months')
    day = new Date(day.getTime() + 86400000)
    await office.goto(`${school.address}/cover/arranging?day=${day.toISOString().slice(0, 10)}`)
    if (day.getUTCDay() % 6 === 0) continue
    await office.getByLabel('Which class or group?').selectOption({ index: 1 })
    const period = office.getByRole('group', { name: 'Which periods?' }).getByRole('checkbox').nth(2)
    if (await period.count() === 0) continue
    await period.check()
    await office.getByLabel('Who covers?').selectOption({ label: await office.locator('#staff option', { hasText: 'Cover supervisor' }).first().innerText() })
    await office.getByRole('button', { name: 'Arrange it' }).click()
    await office.getByRole('heading', { level: 1 }).waitFor()
    if (await office.getByText('choose a school day').count() === 0) break
  }
  await office.getByText('The cover is arranged.').waitFor()
  assert.deepEqual(await violations(office), [])
  await office.getByLabel('Which class or group?').selectOption({ index: 2 })
  await office.getByRole('group', { name: 'Which periods?' }).getByRole('checkbox').nth(2).check()
  await office.getByLabel('Who covers?').selectOption({ label: await office.locator('#staff option', { hasText: 'Cover supervisor' }).first().innerText() })
  await office.getByRole('button', { name: 'Arrange it' }).click()
  await office.getByText('They are not free then').first().waitFor()
  await office.getByLabel('Arrange it all the same').check()
  await office.getByRole('button', { name: 'Arrange it' }).click()
  await office.getByText('The cover is arranged.').waitFor()
  const teacher = await as('teacher')
  await teacher.goto(`${school.address}/cover`)
  await teacher.locator('.app-card', { hasText: 'Leave something for whoever covers' }).getByRole('link').first().click()
  await teacher.getByLabel('Set work').fill('Reading in pairs')
  await teacher.getByLabel('What to do if (optional)').fill('The bell: line up at the door')
  assert.deepEqual(await violations(teacher), [])
  await teacher.getByRole('button', { name: 'Leave it' }).click()
  await teacher.getByText('It is left for whoever covers.').waitFor()
  assert.equal(await teacher.getByLabel('Set work').inputValue(), 'Reading in pairs')
})
