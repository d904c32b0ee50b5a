// A session of six pupils in fourteen taps, from the first click to what the teacher signs and what is printed; with JavaScript and without.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, findNothingWrong, phone, school } from './visitor.mjs'

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

test('the teacher signs the digest of the class', async () => {
  const page = await as('teacher')
  await page.goto(`${school.address}/sessions/digest`)
  await page.getByRole('heading', { name: /What was given to/ }).waitFor()
  await findNothingWrong(page)
  await page.context().close()
})
