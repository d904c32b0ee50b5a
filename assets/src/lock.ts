// The privacy lock: the screen is blank at once, then the server is told. Also by itself when nobody has touched the page for a while.
import { draftsAreKept } from './drafts'
import { make } from './dom'

const channel = 'BroadcastChannel' in window ? new BroadcastChannel('alongside-lock') : null
let locked = false

/** Takes everything off the page within this turn, keeps drafts, and posts the lock form. */
export function lock (): void {
  const form = document.querySelector<HTMLFormElement>('form[data-lock]')
  if (form === null || locked) return
  blank(form)
  channel?.postMessage('locked')
  void draftsAreKept().finally(() => { form.submit() })
}

function blank (form: HTMLFormElement | null): void {
  locked = true
  const screen = make('div', { class: 'app-privacy', role: 'status' }, 'Locked')
  if (form !== null) {
    form.hidden = true
    screen.append(form)
  }
  document.body.replaceChildren(screen)
  document.title = 'Locked'
  delete document.body.dataset.draftKey
}

export function watchIdle (): void {
  const form = document.querySelector<HTMLFormElement>('form[data-lock]')
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    lock()
  })
  channel?.addEventListener('message', () => {
    if (locked || document.querySelector('form[data-lock]') === null) return
    blank(null)
    void draftsAreKept().finally(() => { location.reload() })
  })
  const limit = Number(document.body.dataset.lockAfter ?? 0) * 1000
  if (!(limit > 0) || form === null) return
  let touched = performance.now()
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart'])
    document.addEventListener(kind, () => { touched = performance.now() }, { passive: true, capture: true })
  const check = (): void => { if (performance.now() - touched >= limit) lock() }
  setInterval(check, 1000)
  document.addEventListener('visibilitychange', check)
}
