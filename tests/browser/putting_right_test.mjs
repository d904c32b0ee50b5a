// Undo, moving to the right pupil, and the page of kinds, in a real browser: on a phone and a laptop, with and without JavaScript, through axe.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, findNothingWrong, laptop, phone, school } from './visitor.mjs'

atSchool()

async function writeNote (page, words) {
  await page.goto(`${school.address}/pupils`)
  await page.locator('main a[href^="/pupils/"]').first().click()
  await page.getByRole('button', { name: /^Write about/ }).click()
  await page.getByRole('link', { name: 'Note', exact: true }).click()
  await page.getByLabel('What happened').fill(words)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/Saved \d\d:\d\d/).waitFor()
}

for (const javaScriptEnabled of [true, false]) {
  test(`what was saved is undone at once, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const page = await as('keyworker', { javaScriptEnabled, viewport: phone })
    const words = `Hung the wrong coat on the peg, ${javaScriptEnabled ? 'with' : 'without'} a script.`
    await writeNote(page, words)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('You undid this at once').waitFor()
    await page.goto(`${school.address}/entries`)
    await page.getByText('Undone at once').first().waitFor()
    await page.goto(`${school.address}/pupils`)
    await page.locator('main a[href^="/pupils/"]').first().click()
    await page.getByRole('link', { name: 'Chronology', exact: true }).click()
    assert.equal(await page.getByText(words).count(), 0)
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

test('an entry about the wrong pupil is moved by its author', async () => {
  const page = await as('keyworker')
  await writeNote(page, 'Swapped lunch for a stone.')
  await page.getByRole('button', { name: 'Wrong pupil' }).click()
  if (await page.locator('h1').count()) await findNothingWrong(page)
  const others = await page.request.get(`${school.address}/pupils/suggestions?q=a`)
  const wrong = await page.locator('input[name=wrong]').first().inputValue()
  const right = (await others.json()).find((pupil) => pupil.id !== wrong)
  await page.getByLabel(/Who\?/).fill(right.name)
  await page.getByRole('option', { name: right.name }).or(page.getByRole('button', { name: right.name })).first().click()
  await page.getByLabel('How did it come to the wrong pupil?').fill('Two coats on one peg')
  await page.getByRole('button', { name: 'Move it' }).click()
  await page.getByText('Moved to the right pupil').waitFor()
  await findNothingWrong(page)
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

for (const javaScriptEnabled of [true, false]) {
  test(`a SENCo adds a choice and a field and finds them on the sheet, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async () => {
    const page = await as('senco', { javaScriptEnabled })
    const mark = javaScriptEnabled ? 'Kite' : 'Boat'
    await page.goto(`${school.address}/school/kinds`)
    await page.getByRole('link', { name: 'Note', exact: true }).first().click()
    await page.getByRole('link', { name: 'What it is about' }).click()
    await page.getByLabel('Add a choice').fill(`${mark} club`)
    await page.getByRole('button', { name: 'Save', exact: true }).last().click()
    await page.getByText('It stands for everybody').waitFor()
    await page.goto(`${school.address}/school/kinds/note`)
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.getByLabel('What it is called').fill(`${mark} colour`)
    await page.getByLabel('What it takes').selectOption('text')
    await page.getByLabel('Where it stands').selectOption('quick')
    await page.getByRole('button', { name: 'Add the field' }).click()
    await page.getByText('It stands for everybody').waitFor()
    await page.goto(`${school.address}/write?kind=note`)
    await page.getByLabel(`${mark} club`).waitFor()
    await page.getByLabel(`${mark} colour`).waitFor()
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

test('a kind of the school is made, read by others once it is said what follows, retired and brought back', async () => {
  const page = await as('senco', { viewport: phone })
  await page.goto(`${school.address}/school/kinds/new`)
  await page.getByLabel('Title').fill('Kite flying')
  await page.getByLabel('What its text box asks').fill('How it flew')
  await page.locator('[name="class"][value="C3"]').check()
  await page.locator('[name="read_roles"][value="class_teacher"]').check()
  await page.getByRole('button', { name: 'Make it' }).click()
  await page.getByText('The kind was made').waitFor()
  const kind = page.url().split('?')[0]
  await findNothingWrong(page)
  await page.getByRole('button', { name: 'Who writes and reads it' }).click()
  await findNothingWrong(page)
  await page.locator('[name="read_roles"][value="senco"]').check()
  await page.getByRole('button', { name: 'Show what will follow' }).click()
  await page.getByText('SENCo: will read every record of it').waitFor()
  await findNothingWrong(page)
  await page.getByRole('button', { name: 'Save it' }).click()
  await page.getByText('It stands for everybody').waitFor()
  await page.getByRole('button', { name: 'Stop writing it' }).click()
  await findNothingWrong(page)
  await page.getByRole('button', { name: 'Stop writing it' }).click()
  await page.getByText('It is not written any more').first().waitFor()
  await findNothingWrong(page)
  const sheet = `${school.address}/write?kind=${kind.split('/').pop()}`
  await page.goto(sheet)
  assert.equal(await page.getByText('How it flew').count(), 0)
  await page.goto(`${kind}/retirement`)
  await page.getByRole('button', { name: 'Let it be written again' }).click()
  await page.goto(sheet)
  await page.getByText('How it flew').first().waitFor()
  await page.context().close()
})

for (const viewport of [phone, laptop]) {
  test(`axe finds nothing on the pages of kinds and corrections at ${viewport.width}`, async () => {
    const page = await as('senco', { viewport })
    for (const path of ['/school/kinds', '/school/kinds/note', '/school/kinds/note/fields/topic', '/school/kinds/note/new-field', '/school/kinds/new',
      '/entries/ended', '/entries/suggested', '/entries']) {
      await page.goto(`${school.address}${path}`)
      await findNothingWrong(page)
    }
    await page.goto(`${school.address}/pupils`)
    await page.locator('main a[href^="/pupils/"]').first().click()
    await page.getByRole('link', { name: 'Chronology', exact: true }).click()
    await page.locator('main a[href^="/records/"]').first().click()
    await findNothingWrong(page)
    const record = page.url().split('?')[0]
    for (const path of ['/correct', '/move', '/link']) {
      const answer = await page.goto(record + path)
      if (answer.status() === 200) await findNothingWrong(page)
    }
    await page.context().close()
  })
}

test('a concern about the wrong child is moved from the queue, and the team reads that it was', async () => {
  const page = await as('dsl', { viewport: phone })
  await page.goto(`${school.address}/concerns`)
  await page.locator('.app-queue__name a').first().click()
  await page.getByRole('button', { name: 'Wrong child' }).click()
  await page.getByRole('heading', { name: 'The right pupil' }).waitFor()
  await findNothingWrong(page, 'the sheet that moves a concern')
  const others = await page.request.get(`${school.address}/pupils/suggestions?q=a`)
  const wrong = await page.locator('input[name=wrong]').first().inputValue()
  const right = (await others.json()).find((pupil) => pupil.id !== wrong)
  await page.getByLabel(/Who\?/).fill(right.name)
  await page.getByRole('option', { name: right.name }).or(page.getByRole('button', { name: right.name })).first().click()
  await page.getByLabel('How did it come to the wrong pupil?').fill('Two names in one class')
  await page.getByRole('button', { name: 'Move it' }).click()
  await page.getByText('Moved to the right pupil').waitFor()
  const old = page.url().split('/').pop()
  await page.goto(`${school.address}/concerns/${old}`)
  assert.ok(!page.url().endsWith(old), 'the old address leads on')
  assert.match(await page.locator('#sheet ~ p').first().innerText(), new RegExp(right.name))
  await findNothingWrong(page, 'a concern that was moved')
  assert.deepEqual(page.complaints, [])
  await page.context().close()
  const head = await as('head', { viewport: laptop })
  await head.goto(`${school.address}/inbox`)
  await head.getByText('A concern came to this child').first().waitFor()
  await findNothingWrong(head, 'the notice that a concern was moved')
  await head.context().close()
})
