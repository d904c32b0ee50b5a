// The same words as payloads_test.mjs, typed by people into the forms themselves: every kind a person may write, programs or not; concerns from the sheet to
// the case, the referral and the chronology of a conference; reviews and the clocks of the law; the card, cover and lesson help. Nothing runs, nothing breaks out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inARow, isQuiet, payloads, sendAll, watched } from './payloads.mjs'
import { atSchool, firstPupilOf, school } from './visitor.mjs'

atSchool()

let count = 0
/** Words that nobody typed before. */
const words = () => inARow(count++)
const sum = { forms: 0, boxes: 0, looks: 0 }

async function look (page, path) {
  await page.goto(path.startsWith('http') ? path : school.address + path)
  await page.locator('main details').evaluateAll((all) => { for (const each of all) each.open = true })
  sum.looks++
  await isQuiet(page, path)
}
async function send (page, path, what, answers) {
  if (process.env.TELL) console.error(new Date().toISOString().slice(14, 19), path ?? page.url(), what.button)
  if (path) await look(page, path)
  sum.boxes += await sendAll(page, what, words(), answers)
  sum.forms++
}
/** The words are read as they were typed: the beginning of one of them at least, where a box took few letters. */
async function reads (page, path) {
  await look(page, path)
  const text = await page.locator('main').innerText()
  assert.ok(payloads.some((each) => text.includes(each.slice(0, 24))), `${path} shows what was typed`)
}
const idIn = (url, after) => new URL(url).pathname.split('/')[new URL(url).pathname.split('/').indexOf(after) + 1]
const allDone = async (...pages) => { for (const page of pages) await page.context().close() }

test('what breaks out of a page is seen, though nothing runs', async () => {
  const page = await watched('head')
  for (const planted of ['<iframe srcdoc="x"></iframe>', '<a href="javascript:void 0">x</a>', '<form action="//x.example"></form>']) {
    await page.route('**/entries', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replace('</main>', `${planted}</main>`) })
    })
    await assert.rejects(look(page, '/entries'), /something (broke out|reached the policy)/, planted)
    await page.unroute('**/entries')
    page.complaints.length = 0
  }
  await look(page, '/entries')
  await allDone(page)
})

test('every kind that a person may write takes them in its own form, and its record, correction and chronology show them as words', { timeout: 900000 }, async () => {
  const page = await watched('head')
  const pupil = await firstPupilOf(page)
  await look(page, `/write?pupil=${pupil}`)
  const kinds = [...new Set(await page.locator('main a[href*="kind="]').evaluateAll((links) => links.map((link) => new URL(link.href).searchParams.get('kind'))))]
  assert.ok(kinds.length >= 25, `${kinds.length} kinds are offered`)
  const written = [], left = []
  // A medicine is given under a plan: of a pupil who has one.
  await look(page, '/pupils')
  const all = await page.locator('main a[href^="/pupils/"]').evaluateAll((links) => [...new Set(links.map((link) => link.pathname.split('/')[2]))].filter((id) => id.length === 26))
  let underPlan = pupil
  for (const each of all) {
    await page.goto(`${school.address}/write?kind=medicine&pupil=${each}`)
    if (await page.locator('main [name="f.plan_line"]:not([type=hidden])').count() > 0) { underPlan = each; break }
  }
  for (const kind of kinds) {
    try {
      await send(page, `/write?kind=${kind}&pupil=${kind === 'medicine' ? underPlan : pupil}`, { form: 'form[action="/records"]', button: 'Save' })
      written.push({ kind, id: idIn(page.url(), 'records') })
    } catch (why) {
      if (/something (ran|reached|broke)/.test(why.message)) throw why
      left.push(`${kind}: ${why.message.slice(0, 300)}`)
      if (process.env.TELL) console.error(left.at(-1))
    }
  }
  assert.deepEqual(left, [])
  for (const { id } of written) {
    await look(page, `/records/${id}`)
    await look(page, `/records/${id}/correct`)
  }
  await reads(page, `/pupils/${pupil}/chronology`)
  for (const path of [`/pupils/${pupil}`, '/entries', '/', '/search?q=ran', '/sign-offs', '/inbox']) await look(page, path)
  console.log(`# ${written.length} kinds by their forms: ${written.map((each) => each.kind).join(' ')}`)
  await allDone(page)
})

test('a concern takes them from the sheet through triage, case, referral and conference, at the lock, about an adult and in handover mode', { timeout: 900000 }, async () => {
  const worker = await watched('keyworker')
  const lead = await watched('dsl')
  const head = await watched('head')
  const pupil = await firstPupilOf(worker)

  await send(worker, `/write?kind=concern&pupil=${pupil}`, { form: 'form[action="/records"]', button: 'Save' })
  const concern = idIn(worker.url(), 'records')
  await reads(worker, `/concerns/mine/${concern}`)
  await send(worker, null, { form: 'form[action$="/additions"]', button: 'Add' })
  for (const by of ['child', 'household', 'none']) await look(lead, `/concerns?by=${by}`)
  await reads(lead, `/concerns/${concern}`)
  await send(lead, null, { form: 'form[action$="/decisions"]', button: 'Save the decision' }, { outcome: 'support', level: '2', parents: 'not_told' })
  await reads(lead, `/concerns/${concern}`)
  await reads(worker, `/concerns/mine/${concern}`)
  for (const page of [lead, head]) for (const path of ['/concerns', '/concerns?by=none&show=added', '/inbox', '/']) await look(page, path)

  await send(lead, `/pupils/${pupil}/sharing`, { form: 'form:has-text("Share it")', button: 'Share it' })
  await look(lead, `/pupils/${pupil}/safeguarding`)
  await send(lead, null, { form: 'form[action$="/safeguarding/steps"]', button: await lead.getByRole('button', { name: 'Open the case' }).count() > 0 ? 'Open the case' : 'Save the step' })
  await send(lead, `/pupils/${pupil}/safeguarding`, { form: 'form[action$="/safeguarding/markers"]', button: 'Add the marker' }, { until_on: null })
  await reads(lead, `/pupils/${pupil}/safeguarding`)
  await look(lead, '/concerns/cases')
  await send(lead, `/pupils/${pupil}/referrals/new?concern=${concern}`, { form: 'form[action$="/referrals"]', button: 'Save' })
  const referral = lead.url().split('?')[0]
  await reads(lead, referral)
  await look(lead, `${referral}/edit`)
  await send(lead, referral, { form: 'form[action$="/steps"]', button: 'Note it' })
  await reads(lead, referral)
  await look(lead, `/pupils/${pupil}/safeguarding/chronology`)
  const whom = await lead.locator('select[name=for] option').evaluateAll((all) => all.map((each) => each.value).filter((value) => value !== ''))
  for (const one of whom.slice(0, 3)) await look(lead, `/pupils/${pupil}/safeguarding/chronology?for=${one}`)

  await send(worker, '/concerns/adults/new', { form: 'form[action="/concerns/adults/new"]', button: 'Send' }, { subject: null })
  await look(worker, '/concerns/mine')
  const mine = await worker.locator('main a[href*="/concerns/adults/mine/"]').first().getAttribute('href')
  await reads(worker, mine)
  await send(worker, null, { form: 'form[action$="/additions"]', button: 'Add' })
  const adult = mine.split('/').at(-1).split('?')[0]
  await reads(head, '/concerns/adults')
  await reads(head, `/concerns/adults/${adult}`)
  await send(head, null, { form: 'form[action$="/decisions"]', button: 'Save the decision' })
  await reads(head, `/concerns/adults/${adult}`)

  await worker.keyboard.press('Escape')
  await worker.keyboard.press('Escape')
  await worker.waitForURL(/\/locked/)
  await worker.goto(`${school.address}/locked`)
  await worker.getByRole('link', { name: 'Raise a concern' }).click()
  await send(worker, null, { form: 'form:has(textarea)', button: 'Send' })
  await look(lead, '/concerns/unmatched')
  const unknown = await lead.locator('main a[href^="/concerns/unmatched/"]').last().getAttribute('href')
  await reads(lead, unknown)

  await send(lead, '/concerns/categories', { form: 'form[action="/concerns/categories"]', button: 'Save the list' }, { 'label-.*|new-.*-[2-9]': null })
  await send(lead, '/concerns/arrangement', { form: 'form[action$="/arrangement/routes"]', button: 'Add' })
  await send(lead, '/concerns/arrangement', { form: 'form[action$="/arrangement/rota"]', button: 'Add' })
  // Last, for it changes what a sheet asks: the school keeps its concerns in another system.
  await send(lead, '/concerns/arrangement', { form: 'form[action$="/concerns/arrangement"]', button: 'Save' }, { chair: null })
  await reads(lead, '/concerns/arrangement')
  const other = await watched('keyworker')
  await send(other, `/write?kind=concern&pupil=${pupil}`, { form: 'form[action="/records"]', button: 'Save' })
  const handed = idIn(other.url(), 'records')
  await look(other, '/concerns/mine')
  await reads(lead, `/records/${handed}`)
  for (const path of ['/concerns', '/concerns/categories', `/pupils/${pupil}/chronology`, `/concerns/${concern}`]) await look(lead, path)
  await allDone(worker, lead, head, other)
})

test('reviews, a parent’s link and the copy for home take them as words', { timeout: 600000 }, async () => {
  const senco = await watched('senco')
  await look(senco, '/pupils')
  const pupils = await senco.locator('main a[href^="/pupils/"]').evaluateAll((links) => [...new Set(links.map((link) => link.pathname))].filter((path) => /^\/pupils\/[0-9A-Z]{26}$/.test(path)))
  const plan = { name: /^Open the review of (?!Passport)/ }
  for (const each of pupils) {
    await look(senco, `${each}/reviews`)
    if (await senco.getByRole('button', plan).count() > 0) break
  }
  await senco.getByRole('button', plan).first().click()
  await senco.getByText('The review is open.').first().waitFor()
  const review = senco.url().split('?')[0]
  await send(senco, review, { form: 'form[action$="/voices"]', button: 'Keep it' })
  await send(senco, review, { form: 'form[action$="/links"]', button: 'Make a link' })
  const link = (await senco.locator('.app-break strong').innerText()).trim()
  const parent = await watched(null)
  await parent.goto(link)
  await send(parent, null, { form: 'form:has(textarea)', button: 'Send' })
  await reads(senco, review)
  await look(senco, `${review}/questions?party=pupil`)
  await send(senco, review, { form: 'form[action$="/decisions"]', button: 'Save' })
  await send(senco, review, { form: 'form[action$="/decisions"]', button: 'Close the review' })
  await reads(senco, review)
  for (const path of [`${review}/letter`, `${review.replace(/\/reviews\/.*/, '/plans')}`, '/reviews', '/due']) await look(senco, path)
  if (await senco.goto(review) && await senco.locator('form[action$="/copy"]').count() > 0) await send(senco, review, { form: 'form[action$="/copy"]', button: 'Write it down' })
  await look(senco, review)
  await allDone(senco, parent)
})

test('the clocks of the law take them on every form and print them as words', { timeout: 600000 }, async () => {
  const senco = await watched('senco')
  await look(senco, '/due?whose=school')
  await senco.locator('main a[href*="/statutory/"]').first().click()
  await senco.getByRole('heading', { name: 'What is due when' }).waitFor()
  const procedure = senco.url().split('?')[0]
  for (const form of ['form', 'voices', 'recommendation']) await send(senco, `${procedure}/${form}`, { form: 'form:has(textarea)', button: 'Save' }, { '.*(asked|received).*': null })
  await reads(senco, procedure)
  await send(senco, `${procedure}/frame`, { form: 'form:has(button)', button: 'Save' }, { transfer: '' })
  // This one was held, so its sheet comes back, again and again, with what was typed.
  await assert.rejects(send(senco, `${procedure}/meeting`, { form: 'form:has(button)', button: 'Save' }), /did not take it: The meeting was held/)
  await look(senco, procedure)
  const day = await senco.locator('main a[href*="/days?event="]').first().getAttribute('href')
  await send(senco, day, { form: 'form:has(textarea)', button: 'Save' })
  for (const path of [`${procedure}/print`, procedure, procedure.replace(/\/[^/]*$/, ''), '/due']) await look(senco, path)
  await reads(senco, `${procedure}/print`)
  await send(senco, procedure, { form: 'form[action$="/end"]', button: 'End it' })
  await reads(senco, procedure)

  // A limit need not be kept in an assessment alone: one is asked for here, for a pupil who has no such plan.
  const asking = `/pupils/${await withoutSuchAPlan(senco)}/statutory/new?sort=assessment`
  await send(senco, asking, { form: 'form:has(button)', button: 'Begin' })
  const assessment = senco.url().split('?')[0]
  await send(senco, `${assessment}/exemptions`, { form: 'form:has(button)', button: 'Save' }, { excuse: 'exceptional' })
  await reads(senco, assessment)
  await allDone(senco)
})

test('the card, cover and lesson help take them as words', { timeout: 600000 }, async () => {
  const worker = await watched('keyworker')
  const teacher = await watched('teacher')
  const pupil = await firstPupilOf(worker)
  await look(worker, `/pupils/${pupil}/card/edit`)
  const places = await worker.locator('main select').evaluateAll((all) => all.map((each) => each.name))
  // One must and one help of one's own; the others do not stand on the card.
  const onTheCard = Object.fromEntries(places.map((name, n) => [name.replace(/[.]/g, '\\.'), n === places.length - 1 ? '1' : '0']))
  await send(worker, `/pupils/${pupil}/card/edit`, { form: 'form:has-text("Save the card")', button: 'Save the card' }, onTheCard)
  await reads(worker, `/pupils/${pupil}/card`)
  await look(worker, `/cards?pupil=${pupil}`)

  const cover = await watched('cover')
  await cover.locator('.app-card', { hasText: 'I cover today' }).getByRole('link').first().click()
  await cover.getByRole('heading', { name: 'Set work for this lesson' }).waitFor()
  const board = cover.url().split('?')[0]
  await isQuiet(cover, board)
  await send(cover, `${board}/note`, { form: 'form:has(textarea)', button: 'Send the note' }, { 'pupil\\..*|note\\..*|how\\..*': null })
  await look(teacher, '/inbox')
  await reads(teacher, `${board}/note`)
  await send(teacher, null, { form: 'form[action$="/answer"]', button: 'I have read this' })
  await reads(cover, `${board}/note`)
  await look(teacher, '/cover')
  const work = teacher.locator('main a[href*="/cover/work"]').first()
  if (await work.count() > 0) {
    const there = await work.getAttribute('href')
    await send(teacher, there, { form: 'form:has(textarea)', button: 'Leave it' })
    await look(teacher, there)
  }
  await look(cover, board)

  await look(worker, '/')
  const help = await worker.locator('main a[href^="/lesson-help/"]').evaluateAll((links) => [...new Set(links.map((link) => link.pathname))].filter((path) => /\/[0-9A-Z]{26}$/.test(path)))
  assert.ok(help.length > 0, 'help is asked for')
  for (const one of help) {
    await look(worker, one)
    for (const [form, buttons] of [['form[action$="/preparation"]', ['It is prepared', 'Change what is ready']], ['form[action$="/evaluation"]', ['Save']]])
      for (const button of buttons)
        if (await worker.locator(`main ${form}`).getByRole('button', { name: button, exact: true }).count() > 0) await send(worker, one, { form, button })
    await reads(worker, one)
  }
  const asking = `/lesson-help/new?pupil=${await firstPupilOf(teacher)}`
  await look(teacher, asking)
  const helper = await teacher.locator('#helper option', { hasText: 'SENCo' }).first().getAttribute('value')
  await send(teacher, asking, { form: 'form:has-text("Ask")', button: 'Ask' }, { on: nextSchoolDay(), helper })
  await look(teacher, '/lesson-help')
  console.log(`# ${sum.forms} forms, ${sum.boxes} boxes, ${sum.looks} looks`)
  await allDone(worker, teacher, cover)
})

/** A pupil for whom an assessment may be asked. */
async function withoutSuchAPlan (senco) {
  for (let n = 0; n < 10; n++) {
    await senco.goto(`${school.address}/pupils`)
    const id = (await senco.locator('main a[href^="/pupils/"]').nth(n).getAttribute('href')).split('/')[2].split('?')[0]
    await senco.goto(`${school.address}/pupils/${id}/statutory`)
    if (await senco.getByRole('button', { name: 'Ask for an assessment' }).count() > 0) return id
  }
  assert.fail('every pupil has such a plan')
}

/** A working day in about a fortnight. */
function nextSchoolDay () {
  const day = new Date(Date.now() + 8 * 86400000)
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 10)
}
