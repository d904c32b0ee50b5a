// A sheet to draw on with a finger, pen or mouse: the drawing goes along as a PNG of the file field above it. Without this file a photo can be attached.
import { all, make } from './dom'

export function offerSheets (root: HTMLElement): void {
  for (const place of all(root, '[data-drawing-for]')) {
    const input = document.getElementById(place.dataset.drawingFor ?? '')
    if (input instanceof HTMLInputElement && typeof DataTransfer !== 'undefined') offer(place, input)
  }
}

function offer (place: HTMLElement, input: HTMLInputElement): void {
  const sheet = make('canvas', { class: 'app-drawing-sheet', width: '900', height: '600', 'aria-label': 'A sheet to draw on', role: 'img' })
  const keep = make('button', { type: 'button', class: 'govuk-button govuk-button--secondary' }, 'Keep this drawing')
  const wipe = make('button', { type: 'button', class: 'govuk-button govuk-button--secondary' }, 'Start again')
  const status = make('p', { class: 'govuk-body', role: 'status' })
  const box = make('details', { class: 'govuk-details' },
    make('summary', { class: 'govuk-details__summary' }, make('span', { class: 'govuk-details__summary-text' }, 'Draw here')),
    make('div', { class: 'govuk-details__text' }, sheet, make('div', { class: 'govuk-button-group' }, keep, wipe), status))
  place.append(box)
  const pen = sheet.getContext('2d')
  if (pen === null) return
  const clear = (): void => { pen.fillStyle = '#fff'; pen.fillRect(0, 0, sheet.width, sheet.height) }
  clear()
  pen.lineWidth = 6
  pen.lineCap = pen.lineJoin = 'round'
  let drawn = false
  const at = (event: PointerEvent): [number, number] => {
    const frame = sheet.getBoundingClientRect()
    return [(event.clientX - frame.left) / frame.width * sheet.width, (event.clientY - frame.top) / frame.height * sheet.height]
  }
  sheet.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    sheet.setPointerCapture(event.pointerId)
    pen.strokeStyle = '#1d3557'
    pen.beginPath()
    pen.moveTo(...at(event))
    drawn = true
  })
  sheet.addEventListener('pointermove', (event) => {
    if (!sheet.hasPointerCapture(event.pointerId)) return
    pen.lineTo(...at(event))
    pen.stroke()
  })
  wipe.addEventListener('click', () => { clear(); drawn = false; input.value = ''; status.textContent = 'The sheet is empty.' })
  keep.addEventListener('click', () => {
    if (!drawn) { status.textContent = 'There is nothing on the sheet yet.'; return }
    sheet.toBlob((blob) => {
      if (blob === null) return
      const files = new DataTransfer()
      if (input.multiple) for (const file of input.files ?? []) if (file.name !== 'drawing.png') files.items.add(file)
      files.items.add(new File([blob], 'drawing.png', { type: 'image/png' }))
      input.files = files.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
      status.textContent = 'The drawing goes along when you save.'
    }, 'image/png')
  })
}
