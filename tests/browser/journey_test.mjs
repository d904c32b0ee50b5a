// The main job in a real browser: sign in, write what happened, see it in the chronology; with and without JavaScript.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password } from './school.mjs'
import { as, atSchool, findNothingWrong, laptop, phone, school, violations } from './visitor.mjs'

atSchool()

/** Follows the first pupil of one's own and gives back their name. */
async function firstPupil (page) {
  await page.goto(`${school.address}/pupils`)
  const link = page.locator('main a[href^="/pupils/"]').first()
  const name = (await link.innerText()).trim()
  await link.click()
  await page.locator('h1', { hasText: name }).waitFor()
  return name
}

for (const javaScriptEnabled of [true, false]) {
  test(`a key worker writes a note and finds it in the chronology, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const page = await as('keyworker', { javaScriptEnabled, viewport: phone })
    const words = `Built a tower of nineteen cups, ${javaScriptEnabled ? 'with' : 'without'} a script.`
    await firstPupil(page)
    await page.getByRole('button', { name: /^Write about/ }).click()
    await page.getByRole('link', { name: 'Note', exact: true }).click()
    await page.getByLabel('What happened').fill(words)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/Saved \d\d:\d\d/).waitFor()
    await firstPupil(page)
    await page.getByRole('link', { name: 'Chronology', exact: true }).click()
    await page.getByText(words).waitFor()
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

test('an office worker sees names but no narrative, and is told so in the same words as of nobody', async () => {
  const worker = await as('keyworker')
  await firstPupil(worker)
  const address = worker.url().split('?')[0] + '/chronology'
  assert.equal((await worker.goto(address)).status(), 200)
  const office = await as('office')
  assert.equal((await office.goto(address)).status(), 404)
  await office.getByText('There is nothing at this address').waitFor()
  await worker.context().close()
  await office.context().close()
})

test('an empty note is told beside its field, and the words that were there stay', async () => {
  const page = await as('keyworker')
  await page.goto(`${school.address}/write?kind=note`)
  await page.getByLabel('What happened').fill('Nobody was chosen.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  assert.equal(await page.getByLabel('What happened').inputValue(), 'Nobody was chosen.')
  await page.context().close()
})

test('locking hides the page at once, and the password brings the person back', async () => {
  const page = await as('keyworker')
  await page.goto(`${school.address}/pupils`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/locked/)
  assert.equal((await page.goto(`${school.address}/pupils`)).status(), 200)
  await page.getByRole('heading', { name: 'Locked' }).waitFor()
  await page.getByLabel('Password', { exact: true }).fill('alongside-demo')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('heading', { level: 1, name: 'Pupils' }).waitFor()
  await page.context().close()
})

test('a sign-in that ended keeps what was typed and gives it back', async () => {
  const page = await as('keyworker', { javaScriptEnabled: false })
  await firstPupil(page)
  await page.getByRole('button', { name: /^Write about/ }).click()
  await page.getByRole('link', { name: 'Note', exact: true }).click()
  await page.getByLabel('What happened').fill('Typed before the sign-in ended.')
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('what you typed is kept').waitFor()
  await page.getByLabel('User name').fill('keyworker')
  await page.getByLabel('Password', { exact: true }).fill('alongside-demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Carry on and save' }).click()
  await page.getByText(/Saved \d\d:\d\d/).waitFor()
  await page.getByText('Typed before the sign-in ended.').waitFor()
  await page.context().close()
})

test('axe finds nothing on the pages of the main job, on a phone and a laptop', async () => {
  for (const viewport of [phone, laptop]) {
    const page = await as('keyworker', { viewport, bypassCSP: true })
    await firstPupil(page)
    const pupil = page.url().split('?')[0]
    const id = pupil.split('/').pop()
    const kinds = ['note', 'recognition', 'behaviour', 'concern', 'conversation', 'session']
    const places = ['/', '/pupils', '/entries', pupil, `${pupil}/chronology`, '/write', ...kinds.map((kind) => `/write?kind=${kind}&pupil=${id}`)]
    for (const place of places) {
      await page.goto(place.startsWith('http') ? place : school.address + place)
      await findNothingWrong(page, place)
    }
    await page.context().close()
  }
})
