// A line under the box that answers while one writes: initials instead of names, words that judge, no time or place. It never stops anybody.
import { all } from './dom'

// Two capital letters that are no one's initials.
const known = new Set('TA PE RE IT ICT OT EP AM PM OK UK TV DT MS GP AP PP HT SLT DSL PM NA LSA PSHE SEN ADHD ASD EHCP KS PA WC ID DVD CD'.split(' '))
const judging: Array<[RegExp, string]> = [
  [/\b(naughty|silly|badly behaved|a nightmare|impossible)\b/i, 'Say what you saw or heard, so that others can picture it.'],
  [/\b(kicked off|lost it|had a meltdown|went mad|melted down)\b/i, 'Say what was done and said, step by step.'],
  [/\b(attention[- ]seeking|manipulative|lazy|defiant|spiteful|for no reason|on purpose|deliberately)\b/i, 'This is an opinion: what was seen or heard that makes you think so?'],
  [/\b(always|never|constantly|as usual)\b/i, 'How often? A number tells more than “always” or “never”.']
]
const times = /\b([01]?\d|2[0-3])[:.][0-5]\d\b|\b\d{1,2}\s?(am|pm)\b|\b(morning|afternoon|noon|break|lunch(time)?|assembly|registration|lesson|period|playtime|home time|after school|before school)\b/i
const places = /\b(class(room)?|hall|playground|corridor|library|toilets?|cloakroom|field|office|kitchen|canteen|dining|gym|gate|stairs|bus|taxi|pool|garden|sensory room|at home|carpet|table|outside)\b/i

export function watchWords (root: HTMLElement): void {
  for (const box of all<HTMLTextAreaElement>(root, 'textarea[data-kindly]')) {
    const line = document.getElementById(box.dataset.kindly ?? '')
    if (line === null) continue
    let timer = 0
    const answer = (): void => { if (line.textContent !== advice(box)) line.textContent = advice(box) }
    box.addEventListener('input', () => {
      clearTimeout(timer)
      timer = window.setTimeout(answer, 600)
    })
    box.addEventListener('blur', answer)
  }
}

function advice (box: HTMLTextAreaElement): string {
  const text = box.value
  const initials = [...text.matchAll(/\b([A-Z]\.\s?[A-Z]\.?|[A-Z]{2})(?![\w'’])/g)].map((found) => found[1]!)
    .find((found) => !known.has(found.replace(/[.\s]/g, '')))
  if (initials !== undefined) return `“${initials}” looks like initials. Full names, so that it is clear years from now.`
  for (const [word, words] of judging) {
    const found = word.exec(text)
    if (found !== null) return `“${found[0]}”: ${words}`
  }
  if (text.trim().length < 60) return ''
  const asked = box.closest('form')
  const hasTime = times.test(text) || (asked?.querySelector<HTMLInputElement>('input[type=time]')?.value ?? '') !== ''
  if (!hasTime) return 'When was it? A time helps whoever reads this.'
  const placed = [...asked?.querySelectorAll<HTMLInputElement>('[name=place]') ?? []].some((field) => field.value !== '')
  return places.test(text) || placed ? '' : 'Where was it? A place helps whoever reads this.'
}
