// The Write sheet is ready to be typed into: the box for a name where nobody is chosen yet, else the first box for words. Saves the tap that puts
// the cursor there. Where something is to be put right, or somebody is somewhere already, nothing moves; nor after a moment that was hard: there the page
// first says to look after oneself.

export function beginTyping (root: HTMLElement): void {
  const sheet = root.querySelector<HTMLElement>('[data-pupil-search=pick]')?.closest('form')
  if (sheet === undefined || sheet === null || root.querySelector('.govuk-error-summary') !== null) return
  if (document.activeElement !== document.body || window.location.hash !== '') return
  if (sheet.dataset.draft?.startsWith('moment:') === true) return
  const name = sheet.querySelector<HTMLInputElement>('[data-pupil-search=pick]')
  const isChosen = sheet.querySelector('.app-chosen input:checked') !== null
  const box = isChosen ? sheet.querySelector<HTMLTextAreaElement>('textarea') : name
  if (box !== null && box.value === '') box.focus()
}
