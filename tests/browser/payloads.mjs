// What somebody may type to make a browser run it; a page that tells whether anything ran; and a hand that types it into every box of a form.
import assert from 'node:assert/strict'
import { as } from './visitor.mjs'

// Each calls `ran`, which no page of the house has: the test puts it there.
export const payloads = [
  '<script>ran(1)</script>', '"><img src=x onerror=ran(2)>', '</textarea><svg/onload=ran(3)>', '</title><script>ran(4)</script>', '<iframe srcdoc="<script>parent.ran(5)</script>">',
  '\' onmouseover=\'ran(6)\' autofocus onfocus=\'ran(6)\' x=\'', '<a href="javascript:ran(7)">x</a>', '<details open ontoggle=ran(8)>x</details>', '<math><mi xlink:href=javascript:ran(9)>x</mi></math>',
  '<style>@import "javascript:ran(10)";</style><link rel=stylesheet href=//x.example>', '--><script>ran(11)</script><!--', '<body onload=ran(12)><form action=//x.example><input autofocus onfocus=ran(12)>'
]

/** All of them in a row, beginning with another one each time: where only a few letters are taken, each comes to stand first somewhere. */
export const inARow = (n) => [...payloads.slice(n % payloads.length), ...payloads.slice(0, n % payloads.length)].join(' ')

/** A page that tells whether anything ran, and what the policy refused. Without a name nobody is signed in. */
export async function watched (username) {
  const page = await as(username)
  page.ran = []
  await page.exposeFunction('ran', (which) => page.ran.push(which))
  return page
}
/** What the policy refused, or a script complained of. */
export const told = (page) => page.complaints.filter((words) => /Content Security Policy|Trusted|Refused/i.test(words))

/** Nothing ran, nothing reached the policy, and nothing that was typed stands in the page as an element of it. */
export async function isQuiet (page, where) {
  assert.deepEqual(page.ran, [], `something ran on ${where}`)
  assert.deepEqual(told(page), [], `something reached the policy on ${where}`)
  const broken = await page.locator('main').locator('iframe, script, math, style, img[src="x"], a[href^="javascript" i], form[action*="x.example"], [onload], [onerror], [onfocus], [ontoggle], [onmouseover]').count()
  assert.equal(broken, 0, `something broke out on ${where}`)
}

/** One box as it stands: what it is, whether somebody sees it, what is in it, and the first of the colleagues it offers. */
const looksLike = (box) => ({
  tag: box.tagName, type: box.type, name: box.name, value: box.value, most: box.maxLength, mode: box.inputMode, offered: box.list?.options[0]?.value,
  label: (document.querySelector(`label[for="${CSS.escape(box.id)}"]`)?.innerText ?? '').trim(), chosen: [...(box.form?.elements ?? [])].some((other) => other.name === box.name && other.checked),
  seen: box.offsetParent !== null && !box.disabled && !box.readOnly
})
const isWords = (box) => box.tag === 'TEXTAREA' || ['text', 'search', 'email', 'tel', 'url'].includes(box.type)
const today = () => new Date().toISOString().slice(0, 10)
const openAll = (page) => page.locator('main details').evaluateAll((all) => { for (const each of all) each.open = true })

/**
 * Types `words` into every box of the form for words, and chooses the first of everything that must be chosen. `answers` says of a box, by its name, what
 * else to type there, choose or tick (true); `null` leaves it as it is. Gives back how many boxes took the words.
 */
async function fillIn (form, words, answers) {
  const said = (name) => Object.entries(answers).find(([pattern]) => new RegExp(`^(${pattern})$`).test(name))?.[1]
  // Choices first: they show further boxes. By the keyboard: the bar at the foot may lie over what is not scrolled to.
  const choices = await form.locator('input[type=radio], input[type=checkbox], select').all()
  for (const choice of choices) {
    const box = await choice.evaluate(looksLike)
    const wanted = said(box.name)
    if (!box.seen || wanted === null) continue
    if (box.tag === 'SELECT') {
      if (wanted !== undefined) await choice.selectOption(wanted)
      else if (box.value === '' && await choice.locator('option').count() > 1) await choice.selectOption({ index: 1 })
    } else if (box.type === 'radio') {
      if (wanted === undefined ? !box.chosen : wanted === box.value) await choice.press('Space')
    } else if (wanted === true && !await choice.isChecked()) await choice.press('Space')
  }
  let took = 0
  for (const place of await form.locator('textarea, input:not([type=radio]):not([type=checkbox]):not([type=hidden]):not([type=file])').all()) {
    const box = await place.evaluate(looksLike)
    const wanted = said(box.name)
    if (!box.seen || wanted === null) continue
    if (wanted !== undefined) await place.fill(String(wanted))
    else if (isWords(box) && box.mode !== 'numeric' && box.mode !== 'decimal') { await place.fill(box.most > 0 ? words.slice(0, box.most) : words); took++ }
    else if (box.value === '') await place.fill(box.type === 'date' ? today() : box.type === 'time' ? '09:10' : '1')
  }
  return took
}

/** Answers what one message asks for: shorter words, a colleague, a time, a number, a choice. */
async function answer (page, at, message, words, answers) {
  const box = page.locator(`[id="${at}"]`)
  const it = at !== '' && await box.count() > 0 ? await box.evaluate(looksLike) : {}
  if (!it.name || Object.keys(answers).some((pattern) => new RegExp(`^(${pattern})$`).test(it.name))) return
  const shorter = /([\d,]+) characters/.exec(message), least = /between ([\d.]+) and/.exec(message)
  if (it.type === 'radio' || it.type === 'checkbox') { if (!await box.isChecked()) await box.press('Space') }
  else if (it.tag === 'SELECT') await box.selectOption({ index: 1 })
  else if (shorter) await box.fill(words.slice(0, Number(shorter[1].replace(',', ''))))
  else if (it.offered) {
    // Several boxes of one question: a colleague in the first, nobody in the others.
    const boxes = await page.locator(`[name="${it.name}"]`).all()
    for (const [n, each] of boxes.entries()) await each.fill(n === 0 ? it.offered : '')
  } else if (least) await box.fill(least[1])
  else if (/search/.test(it.name)) await box.fill('')
  else if (it.type === 'date') await box.fill(today())
  else if (it.type === 'time') await box.fill('09:10')
  else await box.fill(/time/i.test(it.label + message) && !/minute|how long/i.test(it.label + message) ? '09:10' : '5')
}

/**
 * A form of the page, filled in and sent by a button, again and again while something beside a box is asked for. What else was typed must still be there.
 * Every page that comes back is looked at. Ends with one that has no errors; gives back how many boxes took the words.
 */
export async function sendAll (page, { form, button }, words, answers = {}) {
  const here = page.locator(`main ${form}`).first()
  await openAll(page)
  await isQuiet(page, `${page.url()} before anything was typed`)
  const took = await fillIn(here, words, answers)
  let asked = []
  for (let tries = 0; tries < 8; tries++) {
    await Promise.all([page.waitForEvent('load'), here.getByRole('button', { name: button, exact: true }).first().press('Enter')])
    await isQuiet(page, `${page.url()} after it was sent`)
    const summary = page.locator('.govuk-error-summary')
    if (await summary.count() === 0) return took
    asked = await summary.locator('li').evaluateAll((all) => all.map((each) => ({ at: each.querySelector('a')?.getAttribute('href')?.slice(1) ?? '', words: each.innerText.trim() })))
    await openAll(page)
    for (const each of asked) await answer(page, each.at, each.words, words, answers)
  }
  assert.fail(`${page.url()} did not take it: ${asked.map((each) => each.words).join(' | ')}`)
}
