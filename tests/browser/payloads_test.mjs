// What somebody may type to make a browser run it, in every text field of every kind that a program may write, looked at in a real browser by two
// readers: nothing runs, and the strict policy has nothing to refuse, for nothing was put into a page as mark-up. The oracle is shown to see what it must.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { payloads, told, watched } from './payloads.mjs'
import { program } from './school.mjs'
import { atSchool, school } from './visitor.mjs'

let token, kinds, pupil
atSchool({ pupils: 40 }, async () => {
  token = execFileSync(program, ['token', 'create', '--data', school.data, '--user', 'head', '--name', 'payloads'], { stdio: 'pipe' }).toString().trim().split('\n').at(-1)
  kinds = (await api('/kinds')).kinds.filter((kind) => kind.may_write && kind.may_read && !kind.retired)
  pupil = (await api('/pupils?query=')).pupils[0].id
})

async function api (path, body) {
  const answer = await fetch(`${school.address}/api/v1${path}`, {
    method: body ? 'POST' : 'GET', headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {})
  })
  const text = await answer.text()
  return { status: answer.status, ...(text ? JSON.parse(text) : {}) }
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** A new id, as a browser makes one: time first, 26 letters. */
function freshId () {
  let bits = BigInt(Date.now()) << 80n | BigInt('0x' + randomBytes(10).toString('hex'))
  bits = bits & ~(0xf000n << 64n) | 0x7000n << 64n
  bits = bits & ~(0xc0n << 56n) | 0x80n << 56n
  let out = ''
  for (let n = 0; n < 26; n++) { out = alphabet[Number(bits & 31n)] + out; bits >>= 5n }
  return out
}

const isText = (field) => ['text', 'long_text', 'place'].includes(field['x-type'])
/** An answer to a field that must have one. */
function answerTo (field, words) {
  switch (field['x-type']) {
    case 'text': case 'long_text': case 'place': return words.slice(0, field.maxLength)
    case 'choice': return field.oneOf[0].const
    case 'choices': case 'ordered': return [field.items.oneOf[0].const]
    case 'yes_no': return false
    case 'number': case 'duration': case 'scale': case 'faces': return field.minimum ?? 1
    case 'time': return '09:10'
    case 'date': return new Date().toISOString().slice(0, 10)
    case 'rows': return [Object.fromEntries(Object.entries(field.items.properties).filter(([name, column]) => isText(column) || field.items.required?.includes(name)).map(([name, column]) => [name, answerTo(column, words)]))]
    default: return undefined
  }
}

/** Writes a record with `words` in as many fields as the kind takes them in; what it does not take (it belongs to another answer) is left out. */
async function write (kind, words) {
  const all = kind.fields.properties
  const required = new Set(kind.fields.required ?? [])
  const fields = {}
  for (const [name, field] of Object.entries(all)) {
    if (isText(field) || field['x-type'] === 'rows' || required.has(name)) { const answer = answerTo(field, words); if (answer !== undefined) fields[name] = answer }
  }
  for (let tries = 0; tries < 12; tries++) {
    const body = { id: freshId(), kind: kind.id, occurred_at: new Date(Date.now() - 3600000).toISOString(), pupils: [{ id: pupil, part: kind.pupils.parts[0]?.code ?? '' }], fields }
    const said = await api('/records', body)
    if (said.status === 201) return { id: body.id, fields: Object.entries(fields).filter(([name]) => isText(all[name]) || all[name]['x-type'] === 'rows').length }
    if (said.status !== 422) return { status: said.status, why: said.detail }
    let changed = false
    for (const { field } of said.errors ?? []) {
      const name = field.replace(/^(f|fields)\./, '').split('.')[0]
      if (!(name in all)) continue
      if (name in fields && !required.has(name)) { delete fields[name]; changed = true }
      else if (!(name in fields)) { const answer = answerTo(all[name], words); if (answer !== undefined) { fields[name] = answer; required.add(name); changed = true } }
    }
    if (!changed) return { status: 422, why: JSON.stringify(said.errors) }
  }
  return { status: 422, why: 'no end' }
}

test('the oracle sees a payload that gets into a page, though the policy keeps it from running', async () => {
  const page = await watched('head')
  await page.route('**/entries', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace('</main>', '<img src="/not-there" onerror="ran(1)"></main>') })
  })
  await page.goto(`${school.address}/entries`)
  await page.waitForTimeout(300)
  assert.ok(told(page).length > 0, 'the policy refuses an attribute that is script, and says so')
  await page.evaluate(() => window.ran(9))
  assert.deepEqual(page.ran, [9], 'what runs is seen')
  await page.context().close()
})

test('no payload in any text field of any kind runs or reaches the policy, for two readers, on every page that shows words', { timeout: 600000 }, async () => {
  const written = [], left = []
  for (const [k, kind] of kinds.entries()) {
    for (let n = 0; n < 6; n++) {
      // One alone, and all in a row: a field is long enough for some of them only.
      const words = n === 5 ? payloads.join(' ') : payloads[(k + 5 * n) % payloads.length]
      const record = await write(kind, words)
      if (record.id) written.push({ ...record, kind: kind.id, words })
      else left.push(`${kind.id}: ${record.status} ${record.why}`)
    }
  }
  const cells = written.reduce((sum, record) => sum + record.fields, 0)
  const reached = new Set(written.map((record) => record.kind))
  assert.ok(reached.size >= 20, `${reached.size} kinds took a payload; not: ${left.join(' | ').slice(0, 1500)}`)
  let looks = 0
  for (const username of ['head', 'senco']) {
    const page = await watched(username)
    const look = async (path) => {
      await page.goto(school.address + path)
      looks++
      assert.deepEqual(page.ran, [], `something ran on ${path}`)
      assert.deepEqual(told(page), [], `something reached the policy on ${path}`)
    }
    for (const { id } of written) await look(`/records/${id}`)
    for (let more = 0, path = `/pupils/${pupil}/chronology`; path && more < 6; more++) {
      await look(path)
      path = await page.getByRole('link', { name: /Earlier/ }).first().getAttribute('href', { timeout: 300 }).catch(() => null)
    }
    for (const path of [`/pupils/${pupil}`, '/', '/entries', '/search?q=ran', '/search?q=onerror']) await look(path)
    for (const { id } of written.filter((_, n) => n % 9 === 0)) await look(`/records/${id}/correct`)
    const plain = written.find((record) => record.kind === 'note')
    await page.goto(`${school.address}/records/${plain.id}`)
    assert.ok((await page.locator('main').innerText()).includes(plain.words), 'the words are read as they were typed')
    await page.context().close()
  }
  console.log(`# ${reached.size} kinds, ${written.length} records, ${cells} fields, ${looks} pages`)
})
