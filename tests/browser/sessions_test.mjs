// A session of six pupils in fourteen taps, from the first click to what the teacher signs and what is printed; with JavaScript and without.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, findNothingWrong, laptop, phone, school } from './visitor.mjs'

atSchool({ pupils: 120 })

/** Ids of the first pupils of whoever is signed in. */
async function pupilsOf (page, most) {
  await page.goto(`${school.address}/pupils`)
  const found = await page.locator('main a[href^="/pupils/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href').split('/')[2].split('?')[0]))
  return [...new Set(found)].filter((id) => id.length === 26).slice(0, most)
}

for (const javaScriptEnabled of [true, false]) {
  test(`a session of six pupils is written up in at most fourteen taps, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const page = await as('keyworker', { javaScriptEnabled, viewport: phone, hasTouch: true })
    const pupils = await pupilsOf(page, 6)
    assert.equal(pupils.length, 6)
    let taps = 0
    const tap = async (what) => { taps++; await what.click() }
    // The card: what it was stands filled in, as the timetable or the promise gives it.
    await page.goto(`${school.address}/sessions/new?${pupils.map((id) => `pupil=${id}`).join('&')}`)
    await page.getByLabel('What was it?').fill('Talk group')
    await page.getByLabel('From').fill(javaScriptEnabled ? '00:01' : '01:00')
    await page.getByLabel('For how many minutes was it planned?').fill('20')
    await tap(page.getByRole('button', { name: 'Go on' }))
    await page.getByRole('heading', { name: 'Talk group' }).waitFor()
    const cards = page.locator('.app-card')
    for (const card of await cards.all()) {
      if (await card.getByText('Did it take place?').count() === 0) continue
      // Two taps: it happened, and how involved the pupil was.
      await tap(card.getByText('More: involved'))
      await tap(card.locator('input[name^="engaged."][value="4"]'))
    }
    await tap(page.getByRole('button', { name: 'Save' }))
    await page.getByText('The session is written up').waitFor()
    assert.ok(taps <= 14, `${taps} taps`)
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

test('what makes no sense is asked about beside the field, and the page is accessible', async () => {
  const page = await as('keyworker', { viewport: phone })
  const [pupil] = await pupilsOf(page, 1)
  await page.goto(`${school.address}/sessions/new?pupil=${pupil}`)
  await page.getByLabel('What was it?').fill('Mentoring')
  await page.getByLabel('From').fill('00:30')
  await page.getByLabel('For how many minutes was it planned?').fill('20')
  await findNothingWrong(page)
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByLabel('Minutes given').fill('45')
  await page.getByLabel('One line').fill('Talked about the wait at lunch.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await findNothingWrong(page)
  assert.equal(await page.getByLabel('One line').inputValue(), 'Talked about the wait at lunch.')
  await page.getByLabel('Save it like this').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The session is written up').waitFor()
  await page.context().close()
})

test('the SENCo reads what was promised and given, and opens the costed map as a spreadsheet', async () => {
  const page = await as('senco')
  await page.goto(`${school.address}/provision/shortfalls`)
  await page.getByRole('heading', { name: 'Promises not kept in full' }).waitFor()
  await findNothingWrong(page)
  await page.locator('main table a[href*="/provision"]').first().click()
  await page.getByRole('heading', { name: 'What it costs' }).waitFor()
  await page.getByText('how it adds up').first().click()
  await findNothingWrong(page)
  const printed = await page.pdf({ format: 'A4' })
  assert.ok(printed.length > 10_000, 'it prints')
  await page.goto(`${school.address}/provision/map?by=adult`)
  await page.getByRole('table').first().waitFor()
  await findNothingWrong(page)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Open as a spreadsheet' }).click()])
  assert.equal(download.suggestedFilename(), 'provision-map.xlsx')
  await page.context().close()
})

/** Writes a talk group up as a key worker does: one line for each pupil. */
async function writeUp (pupils, from, words, options) {
  const page = await as('keyworker', options)
  await page.goto(`${school.address}/sessions/new?${pupils.map((id) => `pupil=${id}`).join('&')}`)
  await page.getByLabel('What was it?').fill('Talk group')
  await page.getByLabel('From').fill(from)
  await page.getByLabel('For how many minutes was it planned?').fill('20')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('heading', { name: 'Talk group' }).waitFor()
  for (const [n, field] of (await page.getByLabel('One line').all()).entries()) await field.fill(`${words} ${n + 1}`)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The session is written up').waitFor()
  return page
}

/** The digest of the class in which these words stand. */
async function openDigest (page, words) {
  await page.goto(`${school.address}/sessions/digest`)
  const classes = await page.getByLabel('Class').locator('option').evaluateAll((options) => options.map((option) => option.value))
  for (const name of ['', ...classes]) {
    if (name !== '') await page.goto(`${school.address}/sessions/digest?class=${encodeURIComponent(name)}`)
    if (await page.getByText(words).count() > 0) return
  }
  assert.fail(`no digest tells of ${words}`)
}

for (const javaScriptEnabled of [true, false]) {
  const words = javaScriptEnabled ? 'Took turns with the timer' : 'Took turns without the timer'
  test(`the class teacher reads the digest, returns one, is answered and signs the rest in one press, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const teacher = await as('teacher', { javaScriptEnabled, viewport: javaScriptEnabled ? phone : laptop })
    const pupils = await pupilsOf(teacher, 3)
    const worker = await writeUp(pupils, javaScriptEnabled ? '02:00' : '02:30', words, { javaScriptEnabled })
    await openDigest(teacher, words)
    if (javaScriptEnabled) await findNothingWrong(teacher, 'the digest with what waits')
    const card = (n) => teacher.locator('.app-card').filter({ hasText: `${words} ${n}` })
    // One.
    await card(1).getByRole('button', { name: /Sign it/ }).click()
    await card(1).getByText('Signed', { exact: true }).waitFor()
    // One that goes back: first without a word, which is told beside the field.
    await card(2).getByText('Return it with a comment').click()
    await card(2).getByRole('button', { name: /Return it/ }).click()
    await teacher.getByRole('heading', { name: 'There is a problem' }).waitFor()
    if (javaScriptEnabled) await findNothingWrong(teacher, 'the digest with an error')
    await card(2).getByLabel('What should be changed or explained?').fill('Which game was it?')
    await card(2).getByRole('button', { name: /Return it/ }).click()
    await card(2).getByText('Returned', { exact: true }).waitFor()
    // The key worker finds it in the inbox and answers.
    await worker.goto(`${school.address}/inbox`)
    await worker.getByText('Which game was it?').first().waitFor()
    await worker.getByRole('listitem').filter({ hasText: 'Which game was it?' }).first().getByRole('link').first().click()
    await worker.getByText('Answer without correcting').click()
    await worker.getByLabel('Your answer').fill('Snap, with the new words')
    await worker.getByRole('button', { name: 'Answer', exact: true }).click()
    await worker.getByText('Waiting for sign-off').first().waitFor()
    // The teacher reads the answer and signs all that is left in one press.
    await openDigest(teacher, words)
    await card(2).getByText('Snap, with the new words').waitFor()
    await teacher.getByRole('button', { name: /^Sign all|^Sign the one/ }).click()
    await teacher.getByText('Signed. Whoever wrote it can see that.').waitFor()
    for (const n of [1, 2, 3]) assert.equal(await card(n).getByText('Signed', { exact: true }).count(), 1, `card ${n} is signed`)
    assert.equal(await teacher.getByRole('button', { name: /Sign/ }).count(), 0)
    assert.deepEqual(teacher.complaints.filter((said) => !said.includes('status of 422')), [])
    for (const page of [teacher, worker]) await page.context().close()
  })
}
