// Every kind's sheet on a phone and a laptop; the physical intervention without a script; the body map by keyboard and by touch; a row, a face, an order.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { as, atSchool, firstPupilOf, laptop, phone, school, violations } from './visitor.mjs'

const kinds = readdirSync(fileURLToPath(new URL('../../kinds', import.meta.url))).map((name) => name.replace('.toml', ''))
let pupil
atSchool({ pupils: 40 }, async () => {
  const page = await as('senco')
  pupil = await firstPupilOf(page)
  await page.context().close()
})

const sheet = (kind) => `${school.address}/write?kind=${kind}&pupil=${pupil}`

for (const viewport of [phone, laptop]) {
  test(`axe finds nothing on any kind's sheet at ${viewport.width}, everything open, and nothing is wider than the screen`, async () => {
    const page = await as('senco', { viewport })
    for (const kind of kinds) {
      const answer = await page.goto(sheet(kind))
      assert.equal(answer.status(), 200, kind)
      await page.evaluate(() => { for (const each of document.querySelectorAll('main details')) each.open = true })
      assert.deepEqual(await violations(page), [], kind)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(over <= 0, `${kind} is ${over} pixels wider than the screen`)
    }
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

test('a physical intervention is complete on one page without a script, and a mistake loses nothing', async () => {
  const page = await as('senco', { javaScriptEnabled: false })
  await page.goto(sheet('physical_intervention'))
  await page.locator('[name="f.what_happened"]').fill('Ran at the window with a chair. I stood between and held both forearms.')
  await page.locator('[name="f.type"][value="standing"]').check()
  await page.locator('[name="f.hold"]').fill('Both forearms from the side.')
  await page.locator('[name="f.began"]').fill('10:10')
  await page.locator('[name="f.ended"]').fill('10:05')
  await page.locator('[name="f.place"]').fill('Room 4')
  const me = await page.locator('datalist#staff-here option').first().getAttribute('value')
  await page.locator('[name="f.adults.0.who"]').fill(me)
  await page.locator('[name="f.adults.0.did"][value="held"]').check()
  await page.locator('[name="f.untrained_why"]').fill('Nobody trained was in reach.')
  await page.locator('[name="f.risk"][value="self"]').check()
  await page.locator('[name="f.why_needed"]').fill('Words and space had not stopped it.')
  await page.locator('[name="f.parents_told.0.who"]').fill('First Parent')
  await page.locator('[name="f.parents_told.0.told"][value="no"]').check()
  await page.locator('[name="f.parents_told.0.why_not"]').fill('Will be rung at 15:30.')
  await page.getByRole('button', { name: 'Add another parent' }).click()
  assert.equal(await page.locator('[name="f.parents_told.0.why_not"]').inputValue(), 'Will be rung at 15:30.')
  await page.locator('[name="f.parents_told.1.who"]').fill('Second Parent')
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await page.getByText('Ended must not be before “Began”').first().waitFor()
  await page.getByText('Select yes if they have been told').first().waitFor()
  assert.match(await page.locator('[name="f.what_happened"]').inputValue(), /Ran at the window/)
  await page.locator('[name="f.ended"]').fill('10:14')
  await page.getByRole('button', { name: 'Remove parent 2' }).click()
  assert.equal(await page.locator('[name="f.parents_told.1.who"]').count(), 0)
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await page.getByText(/Saved \d\d:\d\d/).waitFor()
  await page.getByText('4 minutes').first().waitFor()
  await page.getByText('Number in the bound book').waitFor()
  await page.context().close()
})

for (const viewport of [phone, laptop]) {
  test(`every field of the sheets used in a hurry is reached with Tab alone and stands clear of the bars at ${viewport.width}`, async () => {
    const page = await as('senco', { viewport })
    for (const kind of ['physical_intervention', 'seclusion', 'first_aid', 'medicine', 'handover']) {
      await page.goto(sheet(kind))
      await page.evaluate(() => { for (const each of document.querySelectorAll('main details')) each.open = true })
      const wanted = new Set(await page.evaluate(() => [...document.querySelectorAll('main form [name^="f."]')]
        .filter((each) => each.type !== 'hidden' && each.offsetParent && !each.disabled).map((each) => each.name)))
      await page.locator('main form').first().evaluate((form) => { form.tabIndex = -1; form.focus() })
      const reached = new Set()
      for (let i = 0; i < 300; i += 1) {
        await page.keyboard.press('Tab')
        const at = await page.evaluate(() => {
          const each = document.activeElement
          const box = each.getBoundingClientRect()
          const shown = box.width > 0 && box.height > 0
          const top = shown && document.elementFromPoint(Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 1), innerWidth - 2), box.top + Math.min(box.height, 30) / 2)
          return { name: each.name ?? '', text: each.innerText ?? '', inside: Boolean(each.closest('main form')), clear: !shown || (box.top >= 0 && box.top < innerHeight && !top?.closest('.app-save-bar, .app-nav') || Boolean(each.closest('.app-save-bar'))) }
        })
        if (!at.inside) break
        assert.ok(at.clear, `${kind}: ${at.name || at.text} is hidden when it has the focus`)
        if (at.name) reached.add(at.name)
      }
      for (const name of wanted) assert.ok(reached.has(name), `${kind}: ${name} is not reached with Tab`)
    }
    await page.context().close()
  })
}

test('a mark is put on the body with the keyboard alone, told in words, and refused beside the body', async () => {
  const page = await as('senco')
  await page.goto(sheet('first_aid'))
  const front = page.locator('svg[data-body-view="Front"]')
  await front.focus()
  const status = page.locator('.app-body__status')
  for (let i = 0; i < 30; i += 1) await page.keyboard.press('Shift+ArrowLeft')
  assert.match(await status.innerText(), /Beside the body/)
  await page.keyboard.press('Enter')
  assert.match(await status.innerText(), /beside the body/)
  assert.equal(await page.locator('[name="f.marks.0.region"]').inputValue(), '')
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Shift+ArrowRight')
  for (let i = 0; i < 2; i += 1) await page.keyboard.press('ArrowRight')
  assert.notEqual(await status.innerText(), '')
  for (let i = 0; i < 20 && /Beside/.test(await status.innerText()); i += 1) await page.keyboard.press('ArrowRight')
  const region = await status.innerText()
  await page.keyboard.press('Enter')
  assert.match(await status.innerText(), /^Mark 1: /)
  assert.ok((await status.innerText()).includes(region))
  assert.equal(await page.evaluate(() => document.activeElement.name), 'f.marks.0.sort')
  assert.equal(await page.locator('svg[data-body-view="Front"] .app-mark').count(), 1)
  await page.context().close()
})

test('a tap puts a mark, a second tap another one; what the list says moves it; it is saved and read', async () => {
  const page = await as('senco', { viewport: phone, hasTouch: true })
  await page.goto(sheet('first_aid'))
  const front = page.locator('svg[data-body-view="Front"]')
  await front.scrollIntoViewIfNeeded()
  const box = await front.boundingBox()
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height * 0.3)
  await page.locator('[name="f.marks.0.sort"]').selectOption('bruise')
  await page.locator('[name="f.marks.0.size"]').fill('20')
  await front.scrollIntoViewIfNeeded()
  const again = await front.boundingBox()
  await page.touchscreen.tap(again.x + again.width / 2, again.y + again.height * 0.4)
  assert.equal(await page.locator('[name="f.marks.1.region"]').inputValue(), 'front_tummy')
  await page.locator('[name="f.marks.1.region"]').selectOption('back_head')
  assert.equal(await page.locator('svg[data-body-view="Back"] .app-mark').count(), 1)
  await page.locator('[name="f.marks.1.sort"]').selectOption('bump')
  await page.locator('[name="f.what_happened"]').fill('Fell from the low wall.')
  await page.locator('[name="f.what"][value="bruise"]').check()
  await page.locator('[name="f.treatment"][value="cold"]').check()
  await page.locator('[name="f.then"][value="class"]').check()
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await page.getByText(/Saved \d\d:\d\d/).waitFor()
  await page.getByText('Chest: bruise, 20 mm').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Slip for home' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.goto(`${school.address}/pupils/${pupil}/body-map`)
  await page.getByText('Back of the head: bump').waitFor()
  assert.deepEqual(await violations(page), [])
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('the timer of a seizure writes both times and says how long it lasted', async () => {
  const page = await as('senco', { viewport: phone })
  await page.goto(sheet('medical_event'))
  await page.getByRole('button', { name: 'Start now' }).first().click()
  assert.match(await page.locator('[name="f.began"]').inputValue(), /^\d\d:\d\d$/)
  await page.getByText('The timer runs.').waitFor()
  await page.getByRole('button', { name: 'Stop now' }).first().click()
  assert.match(await page.locator('[name="f.ended"]').inputValue(), /^\d\d:\d\d$/)
  await page.getByText(/It lasted 0:0\d minutes/).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.context().close()
})

test('rows are added and taken away, and come back from a draft', async () => {
  const page = await as('senco')
  await page.goto(sheet('lifting'))
  await page.locator('[name="f.transfers.0.from"]').fill('Wheelchair')
  await page.getByRole('button', { name: 'Add another move' }).click()
  await page.locator('[name="f.transfers.1.from"]').fill('Bench')
  await page.waitForTimeout(300)
  await page.goto(sheet('lifting'))
  await page.getByText(/Your draft from/).waitFor()
  assert.equal(await page.locator('[name="f.transfers.0.from"]').inputValue(), 'Wheelchair')
  assert.equal(await page.locator('[name="f.transfers.1.from"]').inputValue(), 'Bench')
  await page.getByRole('button', { name: 'Remove move 1' }).click()
  assert.equal(await page.locator('[data-rows="f.transfers"] .app-row').count(), 1)
  assert.equal(await page.locator('[data-rows="f.transfers"] .app-row legend').innerText(), 'Move 1')
  await page.context().close()
})

test('the further forms are found by typing, and Medicines, Visits, Training and the bound book stand without a fault', async () => {
  const page = await as('head')
  await page.goto(`${school.address}/write?pupil=${pupil}`)
  await page.getByText('More…').click()
  await page.getByLabel('Find a form').fill('fluids')
  assert.equal(await page.locator('.app-tile-group:not([hidden]) .app-tiles__item:not([hidden])').count(), 1)
  for (const place of [`/pupils/${pupil}/medicines`, '/visits', '/registers', '/registers/physical_intervention', `/pupils/${pupil}/body-map`]) {
    for (const viewport of [phone, laptop]) {
      await page.setViewportSize(viewport)
      assert.equal((await page.goto(school.address + place)).status(), 200, place)
      assert.deepEqual(await violations(page), [], place)
    }
  }
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})
