// Names as one types (the ARIA combobox pattern). data-pupil-search="go" opens the pupil; "pick" adds a ticked checkbox to a form.
import { all, make } from './dom'

interface Suggestion { id: string, name: string, detail: string }

export function suggestPupils (root: HTMLElement): void {
  for (const input of all<HTMLInputElement>(root, 'input[data-pupil-search]')) combobox(input)
}

function combobox (input: HTMLInputElement): void {
  const list = make('ul', { class: 'app-suggestions', role: 'listbox', id: `${input.id}-list`, 'aria-label': 'Pupils', hidden: '' })
  const status = make('span', { class: 'govuk-visually-hidden', role: 'status' })
  const place = input.closest<HTMLElement>('.app-picker, .app-search') ?? input.parentElement!
  place.append(list, status)
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }))
    input.setAttribute(name, value)

  const picks = input.dataset.pupilSearch === 'pick'
  let found: Suggestion[] = []
  let active = -1
  let asked = 0
  let timer = 0
  let asking: AbortController | null = null

  const close = (): void => {
    asking?.abort()
    clearTimeout(timer)
    asked++
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (pupil: Suggestion): void => {
    close()
    if (picks) {
      pick(input, pupil)
      input.value = ''
      status.textContent = `${pupil.name} added`
      input.focus()
    } else {
      location.assign(`/pupils/${encodeURIComponent(pupil.id)}`)
    }
  }
  const point = (to: number): void => {
    active = to
    ;[...list.children].forEach((option, i) => { option.setAttribute('aria-selected', String(i === active)) })
    const option = list.children[active]
    if (option === undefined) input.removeAttribute('aria-activedescendant')
    else {
      input.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    }
  }
  const show = (): void => {
    list.replaceChildren(...found.map((pupil, i) => {
      const option = make('li', { class: 'app-suggestions__option', role: 'option', id: `${list.id}-${i}`, 'aria-selected': 'false' },
        make('span', {}, pupil.name), make('span', { class: 'app-suggestions__detail' }, pupil.detail))
      option.addEventListener('pointerdown', (event) => { event.preventDefault() })
      option.addEventListener('click', () => { choose(pupil) })
      return option
    }))
    list.hidden = found.length === 0
    input.setAttribute('aria-expanded', String(found.length > 0))
    status.textContent = found.length === 0 ? 'No pupil of that name' : found.length === 1 ? '1 pupil' : `${found.length} pupils`
    point(picks && found.length > 0 ? 0 : -1)
  }
  const ask = async (): Promise<void> => {
    const words = input.value.trim()
    if (words.length < 2) { close(); return }
    const turn = ++asked
    asking?.abort()
    asking = new AbortController()
    try {
      const answer = await fetch(`/pupils/suggestions?q=${encodeURIComponent(words)}`, { headers: { accept: 'application/json' }, signal: asking.signal })
      if (!answer.ok || turn !== asked) return
      const body = await answer.json() as Suggestion[]
      if (turn !== asked || !Array.isArray(body)) return
      found = body.slice(0, 8)
      show()
    } catch { /* typing on, or offline: the plain search still works */ }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => { void ask() }, 120)
  })
  input.addEventListener('keydown', (event) => {
    const open = !list.hidden
    if (event.key === 'ArrowDown' && open) point(active + 1 < found.length ? active + 1 : 0)
    else if (event.key === 'ArrowUp' && open) point(active < 0 ? found.length - 1 : active - 1)
    else if (event.key === 'Enter' && open && found[active] !== undefined) choose(found[active]!)
    else if (event.key === 'Escape' && open) close()
    else return
    event.preventDefault()
  })
  input.addEventListener('blur', () => { setTimeout(close, 150) })
  if (picks) input.form?.addEventListener('app:restored', (event) => { putBack(input, (event as CustomEvent).detail) })
}

/** A ticked checkbox with the pupil's id, as the server would have drawn it. */
function pick (input: HTMLInputElement, pupil: Suggestion): void {
  const list = document.getElementById(`${input.id}-chosen`)
  const name = input.dataset.pupilName ?? ''
  if (list === null) return
  const there = all<HTMLInputElement>(list, 'input').find((box) => box.value === pupil.id)
  if (there !== undefined) {
    there.checked = true
    return
  }
  const id = `${input.id}-${list.children.length + 1}`
  const box = make('input', { class: 'govuk-checkboxes__input', id, name, type: 'checkbox', value: pupil.id, 'data-label': pupil.name })
  box.checked = true
  list.append(make('li', { class: 'govuk-checkboxes__item' }, box,
    make('label', { class: 'govuk-label govuk-checkboxes__label', for: id }, pupil.name, ' ', make('span', { class: 'app-muted' }, pupil.detail))))
  box.dispatchEvent(new Event('change', { bubbles: true }))
}

/** A draft came back that had pupils this page does not: their names are asked for by id, so that no draft holds them. */
function putBack (input: HTMLInputElement, left: Array<[string, string, boolean | null]>): void {
  const name = input.dataset.pupilName ?? ''
  for (const [field, id, ticked] of left) {
    if (field !== name || ticked !== true) continue
    void fetch(`/pupils/suggestions?id=${encodeURIComponent(id)}`, { headers: { accept: 'application/json' } })
      .then(async (answer) => answer.ok ? await answer.json() as Suggestion[] : [])
      .then((body) => { for (const pupil of body) pick(input, pupil) })
      .catch(() => {})
  }
}
