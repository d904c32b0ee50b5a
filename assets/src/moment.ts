// [data-moment]: beside a child nobody waits for a page. A tap shows at once with its time, and is sent when it can be: what could not go waits
// on the device, as codes and times without a name, and goes when the network or the tablet wakes. The screen is kept awake.
import { all, make } from './dom'

/** `then`: where to go once it is taken. */
interface Waiting { to: string, fields: Array<[string, string]>, then?: string }

const prefix = 'moment:'

export function runMoment (root: HTMLElement): void {
  const page = root.querySelector<HTMLElement>('[data-moment]')
  if (page === null) return
  const name = prefix + (page.dataset.moment ?? '')
  const line = page.querySelector('[data-moment-line]')
  for (const form of all<HTMLFormElement>(page, 'form[data-tap]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      const at = new Date()
      const fields = [...new FormData(form)].map(([key, value]): [string, string] => [key, String(value)]).filter(([key]) => key !== 'csrf')
      fields.push(['at', at.toISOString()])
      put(name, { to: form.action, fields })
      show(form, line, at)
      renew(form)
      void sendAll(name, form.dataset.tap === 'help')
    }, { capture: true })
  }
  for (const form of all<HTMLFormElement>(page, 'form[data-moment-end]')) {
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      event.stopImmediatePropagation()
      const at = new Date()
      if (!read(name).some((waiting) => waiting.to === form.action)) {
        put(name, { to: form.action, fields: [['at', at.toISOString()]], then: form.action.replace(/end$/, 'draft') })
      }
      line?.append(make('li', {}, make('time', {}, clock(at)), ' It is over. The record opens as soon as there is a network.'))
      void sendAll(name, false)
    }, { capture: true })
  }
  // What waits from before the tablet slept stands on the page again.
  for (const waiting of read(name)) {
    const [code, at] = ['code', 'at'].map((field) => waiting.fields.find(([key]) => key === field)?.[1])
    const form = all<HTMLFormElement>(page, 'form[data-tap]').find((each) => each.dataset.tap === code)
    if (form !== undefined && at !== undefined) show(form, line, new Date(at))
  }
  const wake = (): void => { void sendAll(name, false); void stayAwake() }
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') wake() })
  wake()
}

/** Its button is marked, and its time stands in the line. */
function show (form: HTMLFormElement, line: Element | null, at: Date): void {
  const button = form.querySelector('button')
  button?.setAttribute('data-done', 'yes')
  line?.append(make('li', {}, make('time', {}, clock(at)), ' ' + (button?.querySelector('.app-moment__words')?.textContent ?? '')))
}

/** The same button can be tapped again: each tap is one of its own. */
function renew (form: HTMLFormElement): void {
  const id = form.querySelector<HTMLInputElement>('input[name=tap]')
  if (id !== null) id.value = freshId()
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A UUIDv7 in Crockford base 32, as the server writes its ids. */
function freshId (): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  let ms = BigInt(Date.now())
  for (let i = 5; i >= 0; i--) { bytes[i] = Number(ms & 255n); ms >>= 8n }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < 26; i++) { text = (digits[Number(number & 31n)] ?? '0') + text; number >>= 5n }
  return text
}

function clock (at: Date): string {
  return String(at.getHours()).padStart(2, '0') + ':' + String(at.getMinutes()).padStart(2, '0')
}

function read (name: string): Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '[]') as Waiting[]
  } catch {
    return []
  }
}

function put (name: string, waiting: Waiting): void { localStorage.setItem(name, JSON.stringify([...read(name), waiting])) }

let sending = false

async function sendAll (name: string, thenLook: boolean): Promise<void> {
  if (sending) return
  sending = true
  try {
    for (let next = read(name)[0]; next !== undefined; next = read(name)[0]) {
      const token = document.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? ''
      const body = new URLSearchParams([...next.fields, ['csrf', token]])
      const answer = await fetch(next.to, { method: 'POST', body, redirect: 'manual', keepalive: true })
      // Taken, or never to be taken. Everything else (locked meanwhile, too busy) waits for the next page or the next try.
      if (answer.type !== 'opaqueredirect' && answer.status !== 404) break
      localStorage.setItem(name, JSON.stringify(read(name).slice(1)))
      if (next.then !== undefined) { localStorage.removeItem(name); window.location.assign(next.then); return }
    }
    if (read(name).length === 0) {
      localStorage.removeItem(name)
      if (thenLook) window.location.reload()
    }
  } catch {
    window.setTimeout(() => { void sendAll(name, thenLook) }, 5000)  // no network: again soon, and when it comes back
  } finally {
    sending = false
  }
}

async function stayAwake (): Promise<void> {
  try {
    await navigator.wakeLock.request('screen')
  } catch {
    // An older browser, or a battery that is nearly empty: the taps are kept all the same.
  }
}
