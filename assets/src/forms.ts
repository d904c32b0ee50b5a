// Forms that are sent once, files that are measured before they are sent, errors that take the focus, alerts that can be put away.
import { all, make } from './dom'

const resent = 8000

export function guardForms (root: HTMLElement): void {
  for (const form of all<HTMLFormElement>(root, 'form[data-once]')) {
    form.addEventListener('submit', (event) => {
      const sent = Number(form.dataset.sentAt ?? -resent)
      if (performance.now() - sent < resent) {
        event.preventDefault()
        event.stopImmediatePropagation()
        return
      }
      form.dataset.sentAt = String(performance.now())
    })
  }
  for (const input of all<HTMLInputElement>(root, 'input[type=file][data-max-bytes]')) {
    input.addEventListener('change', () => { measure(input) })
  }
}

/** The form may be sent again: the answer did not come, or was another try. */
export function mayBeSentAgain (form: HTMLFormElement): void {
  delete form.dataset.sentAt
}

window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload()  // a page from the back-forward cache may show what is locked by now
})

function measure (input: HTMLInputElement): void {
  const most = Number(input.dataset.maxBytes)
  const heavy = [...input.files ?? []].find((file) => file.size > most)
  const id = `${input.id}-size`
  document.getElementById(id)?.remove()
  input.setCustomValidity('')
  if (heavy === undefined) return
  const words = `The file must be at most ${inWords(most)}; this one has ${inWords(heavy.size)}`
  input.value = ''
  input.before(make('p', { id, class: 'govuk-error-message', role: 'alert' }, make('span', { class: 'govuk-visually-hidden' }, 'Error:'), ' ', words))
}

function inWords (bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1).replace(/\.0$/, '')} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`
}

/** The summary takes the focus when the page opens; each of its links puts the cursor into its field, label in sight. */
export function focusErrors (root: HTMLElement): void {
  const summary = root.querySelector<HTMLElement>('.govuk-error-summary')
  if (summary === null) return
  summary.tabIndex = -1
  summary.focus()
  summary.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a')
    const target = link === null ? null : document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (target === null) return
    const field = target.matches('input, textarea, select') ? target : target.querySelector<HTMLElement>('input, textarea, select')
    if (field === null) return
    event.preventDefault();
    (field.closest('fieldset')?.querySelector('legend') ?? document.querySelector(`label[for="${CSS.escape(field.id)}"]`) ?? field).scrollIntoView()
    field.focus({ preventScroll: true })
  })
}

export function showDismissals (root: HTMLElement): void {
  for (const alert of all(root, '.moj-alert[data-dismissible]')) {
    const button = alert.querySelector<HTMLElement>('.moj-alert__dismiss')
    if (button === null) continue
    button.hidden = false
    button.addEventListener('click', () => {
      alert.remove()
      document.getElementById('main-content')?.focus()
    })
  }
}
