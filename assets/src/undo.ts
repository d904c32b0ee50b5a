// [data-gone-after]: what can only be done for a while (Undo) goes when its time is over. Without this file the button stays and is refused politely.
import { all } from './dom'

export function watchUndo (root: HTMLElement): void {
  for (const offer of all<HTMLElement>(root, '[data-gone-after]')) {
    const left = Number(offer.dataset.goneAfter)
    if (!Number.isFinite(left)) continue
    window.setTimeout(() => {
      // Not under somebody's finger: where it has the focus it waits until that moves on.
      if (!offer.contains(document.activeElement)) offer.remove()
      else offer.addEventListener('focusout', () => { offer.remove() }, { once: true })
    }, Math.max(0, left))
  }
}
