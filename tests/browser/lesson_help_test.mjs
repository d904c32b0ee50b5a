// Lesson help in a real browser: a teacher asks, a key worker prepares, the list of the week is printed, and both look back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, phone, school, violations } from './visitor.mjs'

atSchool()

const iso = (day) => day.toISOString().slice(0, 10)
const inDays = (days) => { const day = new Date(); day.setUTCDate(day.getUTCDate() + days); return day }

for (const javaScriptEnabled of [true, false]) {
  test(`a teacher asks for help in a lesson, is told what is missing, and finds it on the list, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const page = await as('teacher', { javaScriptEnabled })
    await page.locator('a[href^="/pupils/0"]').first().waitFor()
    const pupil = (await page.locator('.app-card', { hasText: /My (classes and )?pupils/ }).locator('a[href^="/pupils/0"]').first().getAttribute('href')).split('/')[2]
    await page.goto(`${school.address}/lesson-help/new?pupil=${pupil}`)
    const lesson = `Geography ${javaScriptEnabled ? 'maps' : 'rivers'}`
    await page.getByLabel('Lesson', { exact: true }).fill(lesson)
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('Choose what help is wanted').first().waitFor()
    assert.equal(await page.getByLabel('Lesson', { exact: true }).inputValue(), lesson, 'nothing typed is lost')
    await page.getByLabel('Objective').fill('Finds four places on a map')
    await page.getByLabel('Adapt the task').check()
    await page.getByLabel('What is to be prepared?').fill('A large map with the four places in colour')
    await page.getByLabel('Who prepares it?').selectOption({ label: await page.locator('#helper option', { hasText: 'SENCo' }).first().innerText() })
    await page.getByLabel('Ready by').fill(iso(inDays(0)))
    let days = 6
    for (; days < 60; days++) {  // the first school day from then on
      await page.getByLabel('On which day?').fill(iso(inDays(days)))
      await page.getByRole('button', { name: 'Ask', exact: true }).click()
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (await page.getByText('choose a school day').count() === 0) break
    }
    await page.getByText('It is asked for.').waitFor()
    await page.getByLabel('Add files').setInputFiles({ name: 'places.txt', mimeType: 'text/plain', buffer: Buffer.from('Thames, Severn, Trent, Mersey') })
    await page.getByRole('button', { name: 'Add them' }).click()
    await page.getByRole('link', { name: 'places.txt' }).waitFor()
    await page.getByRole('button', { name: 'Change what is asked' }).click()
    await page.getByLabel('Objective').fill('')
    await page.getByRole('button', { name: 'Save what is asked' }).click()
    await page.getByText('Enter what the pupils are to know').first().waitFor()
    await page.getByLabel('Objective').fill('Finds five places on a map')
    if (javaScriptEnabled) assert.deepEqual(await violations(page), [])
    await page.getByRole('button', { name: 'Save what is asked' }).click()
    await page.getByText('What is asked is changed.').waitFor()
    await page.getByText('How it stood before').click()
    await page.getByText('Finds four places on a map').waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(page), [])
    await page.goto(`${school.address}/lesson-help?week=${iso(inDays(days))}`)
    await page.getByRole('link', { name: lesson }).waitFor()
    if (javaScriptEnabled) assert.deepEqual(await violations(page), [])
    await page.emulateMedia({ media: 'print' })
    assert.ok(await page.getByText('A large map with the four places in colour').first().isVisible(), 'the list is on the paper')
    assert.equal(await page.getByRole('button', { name: 'Ask for help in a lesson' }).isVisible(), false, 'its buttons are not')
    assert.deepEqual(page.complaints.filter((words) => !words.includes('422')), [])
  })
}

test('a key worker prepares what is asked for next week on a phone, and looks back on a lesson that is over', async () => {
  const page = await as('keyworker', { viewport: { width: 360, height: 740 } })
  await page.locator('.app-card', { hasText: 'Lesson help' }).getByRole('link', { name: 'Science, first lesson' }).click()
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('What is ready?').fill('Six cards, talked through twice')
  await page.getByLabel('Where is it? (optional)').fill('Red folder')
  await page.getByRole('button', { name: 'It is prepared' }).click()
  await page.getByText('Noted as prepared.').waitFor()
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false)
  await page.goto(`${school.address}/`)
  await page.locator('.app-card', { hasText: 'Lesson help' }).getByRole('link', { name: 'English' }).click()
  await page.getByLabel('Partly met').first().check()
  await page.getByLabel('What helped, and what would you change? (optional)').fill('The frame helped; next time fewer lines')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/: partly met/).waitFor()
  assert.deepEqual(await violations(page), [])
  assert.deepEqual(page.complaints, [])
})
