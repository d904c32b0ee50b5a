// Measures the week of an adult and of pupils on a demonstration school of 1,000: milliseconds from request to whole page, one after another.
//   node bench/weeks.mjs [PUPILS]      needs build/release/alongside; the target is 20 ms
import { password, serveSchool } from '../tests/browser/school.mjs'

const pupils = Number(process.argv[2] ?? 1000)
const school = await serveSchool({ pupils, seed: 1 })
let cookie = ''

async function ask (path, options = {}) {
  const answer = await fetch(school.address + path, { redirect: 'manual', ...options, headers: { cookie, 'sec-fetch-site': 'same-origin', origin: school.address, ...options.headers } })
  for (const one of answer.headers.getSetCookie()) cookie = one.split(';')[0]
  return { status: answer.status, body: await answer.text() }
}

async function signIn (username) {
  cookie = ''
  const form = (await ask('/sign-in')).body
  const fields = new URLSearchParams({ username, password })
  for (const [, name, value] of form.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)) fields.set(name, value)
  const answer = await ask('/sign-in', { method: 'POST', body: fields.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  if (answer.status !== 303) throw new Error(`sign-in of ${username} was answered ${answer.status}`)
}

async function measure (what, paths) {
  const times = []
  for (let turn = 0; turn < 200; turn++) {
    const started = performance.now()
    const { status } = await ask(paths[turn % paths.length])
    if (status !== 200) throw new Error(`${paths[turn % paths.length]} was answered ${status}`)
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1)
  console.log(`${what.padEnd(34)} p50 ${at(0.5)} ms · p95 ${at(0.95)} ms · p99 ${at(0.99)} ms`)
}

try {
  await signIn('keyworker')
  await measure('my week', ['/timetable'])
  const mine = [...(await ask('/')).body.matchAll(/\/pupils\/([0-9A-Z]{26})"/g)].map((found) => `/pupils/${found[1]}/timetable`)
  // Whoever is met in a group today stands on My day too; their week is for those who work with them.
  const theirs = []
  for (const each of new Set(mine)) if ((await ask(each)).status === 200) theirs.push(each)
  await measure(`the weeks of ${theirs.length} pupils`, theirs)
  await signIn('senco')
  const adults = [...(await ask('/timetable')).body.matchAll(/<option value="([0-9A-Z]{26})"/g)].map((found) => `/timetable/adults/${found[1]}`)
  await measure(`the weeks of ${adults.length} adults`, adults)
  await measure('duties of the whole school', ['/timetable/duties'])
} finally {
  await school.close()
}
