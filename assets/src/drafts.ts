// What is typed into form[data-draft] is kept at every keystroke, until it is saved, the person signs out, or a week has passed.
// A child's story must not lie readable on a shared tablet: drafts are encrypted (AES-GCM) with a key that only pages of the signed-in
// person carry (body[data-draft-key]). While the screen is locked the key is gone from the page, and the drafts are noise.
import { all, fieldsOf, make } from './dom'

interface Kept { at: number, sent: boolean, sealed: string }
type Values = Array<[name: string, value: string, ticked: boolean | null]>

const prefix = 'draft:'
const week = 7 * 24 * 3600 * 1000
let pending: Promise<void> = Promise.resolve()

/** Resolves when everything typed so far is kept. */
export async function draftsAreKept (): Promise<void> { await pending }

export function forgetDrafts (): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
}

/** Drafts that were sent and answered without complaint are done; old ones go. */
export function settleDrafts (): void {
  const signedIn = 'draftKey' in document.body.dataset
  const fine = signedIn && !('problem' in document.body.dataset)
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
    const kept = read(name)
    if (kept === null || Date.now() - kept.at > week) {
      localStorage.removeItem(name)
    } else if (kept.sent && fine) {
      const form = all<HTMLFormElement>(document, 'form[data-draft]').find((each) => prefix + (each.dataset.draft ?? '') === name)
      const refused = form !== undefined && document.querySelector('.govuk-error-summary') !== null
      if (refused) localStorage.setItem(name, JSON.stringify({ ...kept, sent: false }))
      else localStorage.removeItem(name)
    }
  }
}

export async function keepDrafts (root: HTMLElement): Promise<void> {
  for (const form of all<HTMLFormElement>(root, 'form[data-sign-out]')) form.addEventListener('submit', forgetDrafts)
  const forms = all<HTMLFormElement>(root, 'form[data-draft]')
  const key = forms.length === 0 ? null : await importKey()
  if (key === null) return
  for (const form of forms) {
    const name = prefix + (form.dataset.draft ?? '')
    let typed = false
    const keep = (): void => {
      typed = true
      pending = pending.then(async () => { if (typed) { typed = false; await seal(key, name, valuesOf(form)) } }).catch(() => {})
    }
    if (document.querySelector('.govuk-error-summary') === null) await restore(key, name, form)
    form.addEventListener('input', keep)
    form.addEventListener('change', keep)
    form.addEventListener('submit', () => { markSent(name) })
  }
}

/** The answer did not come: the draft stays. */
export function markUnsent (form: HTMLFormElement): void {
  const name = prefix + (form.dataset.draft ?? '')
  const kept = read(name)
  if (kept !== null) localStorage.setItem(name, JSON.stringify({ ...kept, sent: false }))
}

function markSent (name: string): void {
  pending = pending.then(() => {
    const kept = read(name)
    if (kept !== null) localStorage.setItem(name, JSON.stringify({ ...kept, sent: true }))
  })
}

function read (name: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

async function importKey (): Promise<CryptoKey | null> {
  const text = document.body.dataset.draftKey
  if (text === undefined || crypto.subtle === undefined) return null
  const bytes = bytesOf(text.replace(/-/g, '+').replace(/_/g, '/'))
  return await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']).catch(() => null)
}

async function seal (key: CryptoKey, name: string, values: Values): Promise<void> {
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(values))
  const secret = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, plain))
  const sealed = textOf(nonce) + '.' + textOf(secret)
  localStorage.setItem(name, JSON.stringify({ at: Date.now(), sent: false, sealed }))
}

async function restore (key: CryptoKey, name: string, form: HTMLFormElement): Promise<void> {
  const kept = read(name)
  const [nonce = '', secret = ''] = kept?.sealed.split('.') ?? []
  if (kept === null || nonce === '') return
  let values: Values
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(nonce) }, key, bytesOf(secret))
    values = JSON.parse(new TextDecoder().decode(plain)) as Values
  } catch {
    localStorage.removeItem(name)  // somebody else's, or damaged
    return
  }
  const before = valuesOf(form)
  if (JSON.stringify(before) === JSON.stringify(values)) return
  fill(form, values)
  const discard = make('button', { type: 'button', class: 'app-button-link' }, 'Start again')
  const line = make('p', { class: 'app-draft', role: 'status' }, `Your draft from ${whenInWords(kept.at)} is back.`, discard)
  discard.addEventListener('click', () => {
    localStorage.removeItem(name)
    fill(form, before)
    line.remove()
    fieldsOf(form).find((field) => field.type !== 'hidden')?.focus()
  })
  form.prepend(line)
}

function valuesOf (form: HTMLFormElement): Values {
  return fieldsOf(form)
    .filter((field) => !/^(password|file)$/.test(field.type) && field.name !== 'csrf')
    .map((field) => [field.name, field.value, isTick(field) ? field.checked : null])
}

function fill (form: HTMLFormElement, values: Values): void {
  const left = [...values]
  for (const field of fieldsOf(form)) {
    const i = left.findIndex(([name, value]) => name === field.name && (!isTick(field) || value === field.value))
    if (i < 0) continue
    const [, value, ticked] = left.splice(i, 1)[0]!
    if (isTick(field)) field.checked = ticked ?? false
    else field.value = value
  }
  form.dispatchEvent(new CustomEvent('app:restored', { detail: left }))
}

function isTick (field: Element): field is HTMLInputElement {
  return field instanceof HTMLInputElement && (field.type === 'radio' || field.type === 'checkbox')
}

function whenInWords (at: number): string {
  const day = new Date(at)
  const time = day.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return day.toDateString() === new Date().toDateString() ? `today ${time}` : `${day.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })}, ${time}`
}

function textOf (bytes: Uint8Array): string { return btoa(String.fromCharCode(...bytes)) }
function bytesOf (text: string): Uint8Array<ArrayBuffer> { return Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) }
