// Marks put on the drawn body: by a tap or click, or with the arrow keys and Enter. The list beside it is the form, and stays it.
import { all } from './dom'
import { addRow, rowsOf } from './rows'

const svgName = 'http://www.w3.org/2000/svg'
const step = 12

export function markBodies (root: HTMLElement): void {
  for (const group of all(root, '[data-body-map]')) new BodyMap(group)
}

class BodyMap {
  private readonly status = document.createElement('p')
  private readonly pictures: SVGSVGElement[]

  constructor (private readonly group: HTMLElement) {
    this.pictures = all<SVGSVGElement>(group, 'svg[data-body-view]')
    this.status.className = 'app-body__status govuk-body'
    this.status.setAttribute('role', 'status')
    this.status.textContent = 'Tap the body where the mark is. With a keyboard: arrow keys move the cross, Enter puts the mark.'
    group.querySelector('.app-body')?.before(this.status)
    for (const picture of this.pictures) this.listen(picture)
    group.addEventListener('change', (event) => { this.changed(event.target as HTMLElement) })
    group.addEventListener('app:rows', () => { this.draw() })
    group.closest('form')?.addEventListener('app:restored', () => { this.draw() })
    this.draw()
  }

  private listen (picture: SVGSVGElement): void {
    picture.setAttribute('tabindex', '0')
    picture.setAttribute('role', 'application')
    picture.setAttribute('aria-roledescription', 'body picture')
    picture.addEventListener('click', (event) => { this.put(picture, this.pointOf(picture, event.clientX, event.clientY)) })
    picture.addEventListener('focus', () => { this.cross(picture, this.crossOf(picture) ?? this.middle(picture)) })
    picture.addEventListener('blur', () => { picture.querySelector('.app-cross')?.remove() })
    picture.addEventListener('keydown', (event) => { this.key(picture, event) })
  }

  private key (picture: SVGSVGElement, event: KeyboardEvent): void {
    const by = event.shiftKey ? step * 4 : step
    const moves: Record<string, [number, number]> = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }
    const at = this.crossOf(picture) ?? this.middle(picture)
    const move = moves[event.key]
    if (move !== undefined) {
      event.preventDefault()
      const box = picture.viewBox.baseVal
      const next = new DOMPoint(clamp(at.x + move[0], box.width), clamp(at.y + move[1], box.height))
      this.cross(picture, next)
      const region = this.regionAt(picture, next)
      this.status.textContent = region === null ? 'Beside the body' : this.nameOf(region)
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      this.put(picture, at)
    }
  }

  private put (picture: SVGSVGElement, at: DOMPoint): void {
    const region = this.regionAt(picture, at)
    if (region === null) {
      this.status.textContent = 'That is beside the body. Put the mark on the body.'
      return
    }
    const row = rowsOf(this.group).find((each) => this.input(each, 'region').value === '') ?? addRow(this.group)
    if (row === null || row === undefined) {
      this.status.textContent = 'There is no room for another mark.'
      return
    }
    const box = picture.viewBox.baseVal
    this.input(row, 'region').value = region.dataset.region ?? ''
    this.input(row, 'x').value = String(Math.round(at.x / box.width * 1000))
    this.input(row, 'y').value = String(Math.round(at.y / box.height * 1000))
    this.draw()
    this.status.textContent = `Mark ${rowsOf(this.group).indexOf(row) + 1}: ${this.nameOf(region)}. Now say what it is.`
    this.input(row, 'sort').focus()
    this.group.closest('form')?.dispatchEvent(new Event('input', { bubbles: true }))
  }

  /** Another region chosen in the list: the old place is not in it. */
  private changed (field: HTMLElement): void {
    const row = field.closest<HTMLElement>('.app-row')
    if (row === null || !(field instanceof HTMLSelectElement) || !field.name.endsWith('.region')) return
    this.input(row, 'x').value = ''
    this.input(row, 'y').value = ''
    this.draw()
  }

  private draw (): void {
    for (const picture of this.pictures) {
      const layer = picture.querySelector('[data-marks]')
      layer?.replaceChildren()
      let count = 0
      rowsOf(this.group).forEach((row, i) => {
        const code = this.input(row, 'region').value
        const region = code === '' ? null : picture.querySelector<SVGGElement>(`[data-region="${code}"]`)
        if (region === null || layer === null || layer === undefined) return
        count += 1
        const [middleX = '0', middleY = '0'] = (region.dataset.middle ?? '').split(',')
        const box = picture.viewBox.baseVal
        const x = Number(this.input(row, 'x').value || middleX) * box.width / 1000
        const y = Number(this.input(row, 'y').value || middleY) * box.height / 1000
        layer.append(mark(x, y, i + 1))
      })
      picture.setAttribute('aria-label', `${picture.dataset.bodyView ?? ''} picture, ${count} marks. Arrow keys move the cross, Enter puts a mark.`)
    }
  }

  private cross (picture: SVGSVGElement, at: DOMPoint): void {
    picture.querySelector('.app-cross')?.remove()
    const cross = node('path', { class: 'app-cross', d: `M${at.x - 16} ${at.y}h32M${at.x} ${at.y - 16}v32` })
    cross.setAttribute('data-x', String(at.x))
    cross.setAttribute('data-y', String(at.y))
    picture.append(cross)
  }

  private crossOf (picture: SVGSVGElement): DOMPoint | null {
    const cross = picture.querySelector('.app-cross')
    return cross === null ? null : new DOMPoint(Number(cross.getAttribute('data-x')), Number(cross.getAttribute('data-y')))
  }

  private middle (picture: SVGSVGElement): DOMPoint {
    const box = picture.viewBox.baseVal
    return new DOMPoint(box.width / 2, box.height / 3)
  }

  private pointOf (picture: SVGSVGElement, x: number, y: number): DOMPoint {
    const frame = picture.getBoundingClientRect()
    const box = picture.viewBox.baseVal
    return new DOMPoint((x - frame.left) / frame.width * box.width, (y - frame.top) / frame.height * box.height)
  }

  /** The topmost region under the point. */
  private regionAt (picture: SVGSVGElement, at: DOMPoint): SVGGElement | null {
    const regions = all<SVGGElement>(picture, '[data-region]').reverse()
    return regions.find((region) => all<SVGPolygonElement>(region, 'polygon').some((polygon) => inside(polygon, at))) ?? null
  }

  private nameOf (region: SVGGElement): string { return region.querySelector('title')?.textContent ?? '' }

  private input (row: HTMLElement, column: string): HTMLInputElement | HTMLSelectElement {
    return row.querySelector<HTMLInputElement | HTMLSelectElement>(`[name$=".${column}"]`)!
  }
}

function inside (polygon: SVGPolygonElement, at: DOMPoint): boolean {
  const points = [...polygon.points]
  let odd = false
  points.forEach((a, i) => {
    const b = points[(i + points.length - 1) % points.length]!
    if ((a.y > at.y) !== (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) odd = !odd
  })
  return odd
}

function mark (x: number, y: number, number: number): SVGElement {
  const group = node('g', { class: 'app-mark' })
  const words = node('text', { x: String(x), y: String(y + 6) })
  words.textContent = String(number)
  group.append(node('circle', { cx: String(x), cy: String(y), r: '15' }), words)
  return group
}

function node (name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(svgName, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

function clamp (value: number, most: number): number { return Math.max(0, Math.min(most, value)) }
