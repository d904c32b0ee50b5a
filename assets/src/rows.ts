// Rows that are added and taken away without asking the server; choices in their order that open as they are needed.
import { all, make } from './dom'
import type { Field } from './dom'

export function growRows (root: HTMLElement): void {
  for (const group of all(root, '[data-rows]')) {
    group.addEventListener('click', (event) => {
      const button = (event.target as Element).closest('button')
      if (button === null) return
      if ('addRow' in button.dataset) {
        event.preventDefault()
        addRow(group)?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus()
      } else if ('removeRow' in button.dataset) {
        event.preventDefault()
        removeRow(group, button.closest<HTMLElement>('.app-row')!)
      }
    })
    // A draft may hold more rows than the page was drawn with.
    group.closest('form')?.addEventListener('app:restored', (event) => { fillLeft(group, (event as CustomEvent<Array<[string, string, boolean | null]>>).detail) })
    limit(group)
  }
  for (const list of all(root, '[data-ordered]')) openAsNeeded(list)
}

export function rowsOf (group: HTMLElement): HTMLElement[] { return all(group, '.app-row') }

/** A fresh row after the last one; nothing where there are as many as there may be. */
export function addRow (group: HTMLElement): HTMLElement | null {
  const rows = rowsOf(group)
  const last = rows[rows.length - 1]
  if (last === undefined || rows.length >= Number(group.dataset.most)) return null
  const number = Math.max(...rows.map((row) => Number(row.dataset.row))) + 1
  const row = last.cloneNode(true) as HTMLElement
  renumber(row, `${group.dataset.rows ?? ''}.`, Number(last.dataset.row), number)
  empty(row)
  last.after(row)
  told(group)
  return row
}

/** The last row is emptied rather than taken away: there is always one to write in. */
function removeRow (group: HTMLElement, row: HTMLElement): void {
  const rows = rowsOf(group)
  const at = rows.indexOf(row)
  if (rows.length === 1) empty(row)
  else row.remove()
  told(group)
  const next = rowsOf(group)[Math.max(0, at - 1)]
  next?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus()
}

function renumber (row: HTMLElement, name: string, from: number, to: number): void {
  const ids = name.replace(/[^A-Za-z0-9_-]/g, '-')
  row.dataset.row = String(to)
  for (const node of [row, ...all<HTMLElement>(row, '*')]) {
    for (const attribute of ['name', 'value']) {
      const value = node.getAttribute(attribute)
      if (value?.startsWith(`${name}${from}`) === true) node.setAttribute(attribute, `${name}${to}` + value.slice(`${name}${from}`.length))
    }
    for (const attribute of ['id', 'for', 'aria-describedby', 'aria-controls']) {
      const value = node.getAttribute(attribute)
      if (value !== null) node.setAttribute(attribute, value.split(' ').map((each) => each.startsWith(`${ids}${from}`) ? `${ids}${to}` + each.slice(`${ids}${from}`.length) : each).join(' '))
    }
  }
}

function empty (row: HTMLElement): void {
  for (const field of all<Field>(row, 'input, select, textarea')) {
    if (field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type)) field.checked = false
    else if (field instanceof HTMLSelectElement) field.selectedIndex = 0
    else field.value = ''
  }
  for (const message of all(row, '.govuk-error-message')) message.remove()
  for (const part of [row, ...all(row, '[class*="--error"]')]) part.className = part.className.replace(/\S+--error/g, '').trim()
}

function told (group: HTMLElement): void {
  const name = group.dataset.rowName ?? 'Row'
  rowsOf(group).forEach((row, i) => {
    const legend = row.querySelector('legend')
    if (legend !== null) legend.textContent = `${name} ${i + 1}`
    const remove = row.querySelector('button[data-remove-row]')
    if (remove !== null) remove.textContent = `Remove ${name.charAt(0).toLowerCase() + name.slice(1)} ${i + 1}`
  })
  limit(group)
  group.dispatchEvent(new CustomEvent('app:rows', { bubbles: true }))
  group.closest('form')?.dispatchEvent(new Event('change', { bubbles: true }))
}

function limit (group: HTMLElement): void {
  const add = group.querySelector<HTMLElement>('button[data-add-row]')
  if (add !== null) add.hidden = rowsOf(group).length >= Number(group.dataset.most)
}

function fillLeft (group: HTMLElement, left: Array<[string, string, boolean | null]> | null): void {
  const name = `${group.dataset.rows ?? ''}.`
  const mine = (left ?? []).filter(([field]) => field.startsWith(name))
  const numbers = [...new Set(mine.map(([field]) => field.slice(name.length).split('.')[0] ?? ''))]
  for (const number of numbers) {
    const row = addRow(group)
    if (row === null) return
    for (const [field, value, ticked] of mine.filter(([each]) => each.startsWith(`${name}${number}.`))) {
      const column = field.slice(`${name}${number}.`.length)
      for (const input of all<Field>(row, 'input, select, textarea')) {
        if (input.name !== `${name}${row.dataset.row ?? ''}.${column}`) continue
        if (input instanceof HTMLInputElement && /^(radio|checkbox)$/.test(input.type)) { if (input.value === value) input.checked = ticked ?? false } else input.value = value
      }
    }
  }
  if (numbers.length > 0) group.dispatchEvent(new CustomEvent('app:rows', { bubbles: true }))
}

/** Beyond the next one to fill, the lists stay folded away; a status line says nothing, as nothing is lost. */
function openAsNeeded (list: HTMLElement): void {
  const places = all(list, '.app-ordered__place')
  const update = (): void => {
    const filled = places.map((place) => place.querySelector('select')?.value !== '')
    const last = filled.lastIndexOf(true)
    places.forEach((place, i) => { place.hidden = i > last + 1 })
  }
  // As many places as there are choices may be needed; the page is drawn with a few.
  list.addEventListener('change', () => {
    const last = places[places.length - 1]
    const select = last?.querySelector('select')
    if (last !== undefined && select !== null && select !== undefined && select.value !== '' && places.length < Math.min(12, select.options.length - 1)) {
      const more = last.cloneNode(true) as HTMLElement
      const id = `${select.id.replace(/-\d+$/, '')}-${places.length + 1}`
      const copy = more.querySelector('select')!
      copy.id = id
      copy.selectedIndex = 0
      const label = more.querySelector('label')
      if (label !== null) { label.htmlFor = id; label.textContent = `Then (${places.length + 1})` }
      last.after(more)
      places.push(more)
    }
    update()
  })
  list.closest('form')?.addEventListener('app:restored', update)
  update()
}

/** The box above the further forms: typing narrows them. */
export function searchTiles (root: HTMLElement): void {
  for (const box of all(root, '[data-tile-search]')) {
    const input = box.querySelector('input')
    const groups = all(box.parentElement!, '.app-tile-group')
    if (input === null) continue
    box.hidden = false
    const nothing = make('p', { class: 'govuk-body', role: 'status' })
    box.append(nothing)
    input.addEventListener('keydown', (event) => { if (event.key === 'Enter') { event.preventDefault(); all<HTMLAnchorElement>(box.parentElement!, '.app-tiles__item:not([hidden]) a')[0]?.click() } })
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().trim()
      let found = 0
      for (const group of groups) {
        let any = false
        for (const item of all(group, '.app-tiles__item')) {
          item.hidden = !(item.textContent ?? '').toLowerCase().includes(words)
          if (!item.hidden) { any = true; found += 1 }
        }
        group.hidden = !any
      }
      nothing.textContent = found === 0 ? 'No form of that name.' : ''
    })
  }
}
