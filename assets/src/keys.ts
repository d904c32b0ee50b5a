// Keys for those who like them: / to search, w to write, Esc twice to lock. Never while somebody is typing, save for Esc.
import { lock } from './lock'

export function watchKeys (): void {
  let escaped = -Infinity
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.repeat) {
      const now = performance.now()
      if (now - escaped < 600) lock()
      escaped = now
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (event.key === '/') follow(event, '#app-search', (node) => { node.focus() })
    if (event.key === 'w') follow(event, 'a[data-write]', (node) => { node.click() })
  })
}

function follow (event: KeyboardEvent, selector: string, act: (node: HTMLElement) => void): void {
  const node = document.querySelector<HTMLElement>(selector)
  if (node === null) return
  event.preventDefault()
  act(node)
}

function isTyping (target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
