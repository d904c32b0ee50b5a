// What only a real browser can show: the lock leaves nothing behind, one press is one record however it is repeated, and the doors
// are open to everybody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { password, signIn } from './school.mjs'
import { as, atSchool, browser, school, violations } from './visitor.mjs'

atSchool()

/** Opens the first pupil of one's own: their address and name. */
async function ownPupil (page) {
  await page.goto(`${school.address}/pupils`)
  const link = page.locator('main a[href^="/pupils/"]').first()
  const [name, href] = [(await link.innerText()).trim(), await link.getAttribute('href')]
  await page.goto(school.address + href)
  return { name, address: school.address + href.split('?')[0], id: href.split('?')[0].split('/').pop() }
}

async function countEntries (page, words) {
  await page.goto(`${school.address}/entries`)
  return page.getByText(words).count()
}

async function writeNote (page, pupil, words) {
  await page.goto(`${school.address}/write?kind=note&pupil=${pupil.id}`)
  await page.getByLabel('What happened').fill(words)
}

/** Everything a browser holds that a next person could come upon. */
function leftBehind (page) {
  return page.evaluate(async () => {
    const stored = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, window.name, JSON.stringify(history.state)]
    for (const key of await caches.keys()) {
      const cache = await caches.open(key)
      for (const request of await cache.keys()) stored.push(request.url, await (await cache.match(request)).text())
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise((resolve) => { const opened = indexedDB.open(name); opened.onsuccess = () => resolve(opened.result) })
      for (const store of db.objectStoreNames) {
        const all = await new Promise((resolve) => { const asked = db.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => resolve(asked.result) })
        stored.push(JSON.stringify(all, (key, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? '(bytes)' : value))
      }
      db.close()
    }
    return document.documentElement.outerHTML + '\n' + document.title + '\n' + stored.join('\n')
  })
}

test('a locked device holds nothing of the page: not in the document, in storage, behind Back, or on paper', async () => {
  const page = await as('keyworker')
  const pupil = await ownPupil(page)
  const words = 'Zinnia canary words of the locked page.'
  await writeNote(page, pupil, words)
  await page.waitForTimeout(1200)  // the draft is kept while one types
  await page.goto(pupil.address + '/chronology')
  assert.ok((await page.content()).includes(pupil.name), 'the page shows the name before it is locked')
  await writeNote(page, pupil, words)

  // What stands there within the turn of the second press, before anything can be drawn or asked of the server. How long it takes, bench/lock.mjs measures.
  let left = ''
  await page.exposeFunction('stands', (html) => { left = html })
  await page.evaluate(() => {
    let presses = 0
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && ++presses === 2) globalThis.stands(document.documentElement.outerHTML) })
  })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/locked/)
  assert.match(left, /Locked/)
  assert.ok(!left.includes(pupil.name) && !left.includes(words), 'blank at once')
  const family = pupil.name.split(' ').pop()
  const clean = async (where) => {
    const held = await leftBehind(page)
    for (const canary of [words, 'Zinnia canary', pupil.name, family]) assert.ok(!held.includes(canary), `${canary} ${where}`)
  }
  await clean('is in the locked document or its storage')
  for (let steps = 0; steps < 4; steps++) {
    await page.goBack().catch(() => {})
    await clean(`comes back ${steps + 1} steps behind`)
  }
  assert.equal((await page.request.get(pupil.address)).url(), pupil.address)
  assert.ok(!(await (await page.request.get(pupil.address)).text()).includes(family), 'the server shows nothing to a locked sign-in')
  await page.goto(`${school.address}/locked`)
  await page.emulateMedia({ media: 'print' })
  assert.ok(!(await page.locator('body').innerText()).includes(family))
  await page.context().close()
})

test('pressed twice, reloaded, sent again from Back and from a second tab, a note is one record', async () => {
  const page = await as('keyworker', { javaScriptEnabled: false })
  const pupil = await ownPupil(page)
  const words = 'Sorted the pencils by length, once.'
  await page.goto(`${school.address}/write?pupil=${pupil.id}`)
  await page.getByRole('link', { name: 'Note', exact: true }).click()
  await page.getByLabel('What happened').fill(words)
  const form = Object.fromEntries(await page.locator('form[action="/records"] [name]').evaluateAll((all) =>
    all.filter((each) => each.type !== 'file' && (!/checkbox|radio/.test(each.type) || each.checked)).map((each) => [each.name, each.value])))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/Saved \d\d:\d\d/).waitFor()
  await page.reload()
  assert.equal(await countEntries(page, words), 1, 'after a reload')
  await page.goto(`${school.address}/write?kind=note&pupil=${pupil.id}`)
  await page.goBack()
  while (!new URL(page.url()).pathname.startsWith('/write')) await page.goBack()
  await page.getByRole('button', { name: 'Save' }).click()  // whatever the browser still has in the sheet
  await page.waitForLoadState()
  assert.equal(await countEntries(page, words), 1, 'after Back')
  // The very form again, as a second tab and an impatient finger send it.
  const again = () => page.request.post(`${school.address}/records`, { form, headers: { Origin: school.address, 'Sec-Fetch-Site': 'same-origin' }, maxRedirects: 0 })
  const answers = await Promise.all([again(), again(), again()])
  assert.deepEqual(answers.map((answer) => answer.status()), [303, 303, 303])
  assert.equal(await countEntries(page, words), 1)
  await page.context().close()
})

test('two presses at once with a script are one record', async () => {
  const page = await as('keyworker')
  const pupil = await ownPupil(page)
  const words = 'Held the door for the whole class, once.'
  await writeNote(page, pupil, words)
  await page.getByRole('button', { name: 'Save' }).dblclick()
  await page.getByText(/Saved \d\d:\d\d/).waitFor()
  assert.equal(await countEntries(page, words), 1)
  await page.context().close()
})

test('recording, reading and locking work without a script', async () => {
  const page = await as('keyworker', { javaScriptEnabled: false })
  const pupil = await ownPupil(page)
  await writeNote(page, pupil, 'Written and read without a script.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText(/Saved \d\d:\d\d/).waitFor()
  await page.goto(pupil.address + '/chronology')
  await page.getByText('Written and read without a script.').waitFor()
  await page.locator('form[action="/lock"] button').first().click()
  await page.waitForURL(/\/locked/)
  await page.goto(pupil.address)
  await page.getByRole('heading', { name: 'Locked' }).waitFor()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('heading', { level: 1, name: pupil.name }).waitFor()
  await page.context().close()
})

test('axe finds nothing at the doors: sign-in, its errors, the lock, not found, an ended sign-in', async () => {
  const check = async (page, where) => {
    assert.deepEqual(await violations(page), [], where)
  }
  const page = await as(null, { bypassCSP: true })
  await page.goto(`${school.address}/sign-in`)
  await check(page, 'sign-in')
  await page.getByLabel('User name').fill('keyworker')
  await page.getByLabel('Password', { exact: true }).fill('not the password at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await check(page, 'a refused sign-in')
  await signIn(page, school.address, 'keyworker')
  const pupil = await ownPupil(page)
  await page.goto(`${school.address}/nowhere`)
  await check(page, 'not found')
  await writeNote(page, pupil, 'Kept over the end of the sign-in.')
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('what you typed is kept').waitFor().catch(() => {})  // with a script the words stay on the page itself
  await check(page, 'an ended sign-in')
  await signIn(page, school.address, 'keyworker')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/locked/)
  await check(page, 'the lock')
  await page.context().close()
})
