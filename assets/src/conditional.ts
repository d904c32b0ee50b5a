// Fields that matter only for some answers: data-shown-when="kind=behaviour|concern". Without this file they all show.
import { all, fieldsOf } from './dom'

export function showConditionals (root: HTMLElement): void {
  for (const form of all<HTMLFormElement>(root, 'form')) {
    const parts = all(form, '[data-shown-when]')
    if (parts.length === 0) continue
    const update = (): void => { for (const part of parts) show(part, isWanted(form, part.dataset.shownWhen ?? '')) }
    form.addEventListener('change', update)
    form.addEventListener('input', update)
    form.addEventListener('app:restored', update)
    update()
  }
}

/** "f.a=x|y&f.b=*": every part must hold; with ";" for "&", any. "*" is any answer. What is itself hidden answers nothing. */
function isWanted (form: HTMLFormElement, condition: string): boolean {
  if (condition.includes(';')) return condition.split(';').some((part) => holds(form, part))
  return condition.split('&').every((part) => holds(form, part))
}

function holds (form: HTMLFormElement, part: string): boolean {
  const [name, wanted = ''] = part.split('=')
  const values = fieldsOf(form)
    .filter((field) => field.name === name && !('restedWith' in field.dataset))
    .filter((field) => !(field instanceof HTMLInputElement && /^(radio|checkbox)$/.test(field.type) && !field.checked))
    .map((field) => field.value)
  if (wanted === '*') return values.some((value) => value.trim() !== '')
  return wanted.split('|').some((value) => values.includes(value))
}

/** What is hidden is not sent; what it held comes back with it. */
function show (part: HTMLElement, wanted: boolean): void {
  part.hidden = !wanted
  for (const field of all<HTMLInputElement>(part, 'input, select, textarea')) {
    if (!wanted && !field.disabled) {
      field.disabled = true
      field.dataset.restedWith = ''
    } else if (wanted && 'restedWith' in field.dataset) {
      field.disabled = false
      delete field.dataset.restedWith
    }
  }
}
