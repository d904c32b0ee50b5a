// A timer beside two times of day: Start writes the first, Stop the second. What lies between is told at once, also when it is typed.
import { all, make } from './dom'

export function offerTimers (root: HTMLElement): void {
  for (const place of all(root, '[data-timer-from]')) {
    const from = document.getElementById(place.dataset.timerFrom ?? '')
    const until = document.getElementById(place.dataset.timerUntil ?? '')
    if (from instanceof HTMLInputElement && until instanceof HTMLInputElement) offer(place, from, until)
  }
}

function offer (place: HTMLElement, from: HTMLInputElement, until: HTMLInputElement): void {
  const start = make('button', { type: 'button', class: 'govuk-button govuk-button--secondary' }, 'Start now')
  const stop = make('button', { type: 'button', class: 'govuk-button govuk-button--secondary' }, 'Stop now')
  const clock = make('span', { class: 'app-timer__clock', 'aria-hidden': 'true' })
  const words = make('span', { role: 'status' })
  place.classList.add('app-timer')
  place.append(start, stop, clock, words)
  let began: number | null = null
  let beat: number | undefined
  const show = (): void => { if (began !== null) clock.textContent = ticking(Date.now() - began) }
  const say = (): void => {
    const minutes = between(from.value, until.value)
    words.textContent = minutes === null ? '' : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  }
  start.addEventListener('click', () => {
    began = Date.now()
    write(from, began)
    until.value = ''
    window.clearInterval(beat)
    beat = window.setInterval(show, 1000)
    words.textContent = 'The timer runs.'
    show()
  })
  stop.addEventListener('click', () => {
    window.clearInterval(beat)
    const now = Date.now()
    write(until, now)
    if (began === null) { say(); return }
    show()
    words.textContent = `It lasted ${ticking(now - began)} minutes.`
    began = null
  })
  for (const input of [from, until]) input.addEventListener('change', say)
  place.closest('form')?.addEventListener('app:restored', say)
  say()
}

function write (input: HTMLInputElement, at: number): void {
  const now = new Date(at)
  input.value = `${two(now.getHours())}:${two(now.getMinutes())}`
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

function between (from: string, until: string): number | null {
  const first = minutesOf(from)
  const second = minutesOf(until)
  if (first === null || second === null) return null
  return (second - first + 1440) % 1440
}

function minutesOf (text: string): number | null {
  const found = /^(\d\d?):(\d\d)$/.exec(text.trim())
  return found === null ? null : Number(found[1]) * 60 + Number(found[2])
}

function ticking (ms: number): string { return `${Math.floor(ms / 60000)}:${two(Math.floor(ms / 1000) % 60)}` }
function two (number: number): string { return String(number).padStart(2, '0') }
