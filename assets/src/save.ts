// form[data-save]: the same post and the same answer as without this file, but the page's matter is exchanged in place,
// and with it what stands in the side navigation.
// The answer is read as a document, never as a string put into the page.
import { markUnsent, settleDrafts } from './drafts'
import { all, make } from './dom'
import { mayBeSentAgain } from './forms'

export function saveInPlace (root: HTMLElement, begin: (root: HTMLElement) => void): void {
  for (const form of all<HTMLFormElement>(root, 'form[data-save]')) {
    form.addEventListener('submit', (event) => {
      const button = event.submitter
      if (event.defaultPrevented || (button !== null && button.hasAttribute('formaction'))) return
      event.preventDefault()
      const body = new FormData(form)
      if (button instanceof HTMLButtonElement && button.name !== '') body.append(button.name, button.value)
      send(form, body, begin)
    })
  }
}

function send (form: HTMLFormElement, body: FormData, begin: (root: HTMLElement) => void): void {
  const request = new XMLHttpRequest()
  request.open('POST', form.action)
  request.responseType = 'document'
  request.timeout = 20000
  const plain = form.enctype === 'multipart/form-data' ? body : new URLSearchParams([...body].map(([name, value]) => [name, String(value)]))
  const failed = (): void => { stayed(form) }
  request.onerror = failed
  request.ontimeout = failed
  request.onload = () => {
    const answer = request.responseXML
    if (request.status >= 500 || answer === null || !exchange(answer, begin)) stayed(form, request.status)
    else if (request.responseURL !== location.href) history.replaceState(null, '', request.responseURL)
  }
  request.send(plain)
}

/** Takes over the matter of the answered page, if it is one of a signed-in person; says whether. */
function exchange (answer: Document, begin: (root: HTMLElement) => void): boolean {
  const matter = answer.querySelector('.app-columns')
  const here = document.querySelector('.app-columns')
  if (matter === null || here === null || answer.querySelector('form[data-lock]') === null) return false
  const fresh = document.importNode(matter, true) as HTMLElement
  here.replaceWith(fresh)
  document.title = answer.title
  document.body.className = `${answer.body.className} js-enabled govuk-frontend-supported`
  document.body.toggleAttribute('data-problem', answer.body.hasAttribute('data-problem'))
  settleDrafts()
  begin(fresh)
  if (fresh.querySelector('.govuk-error-summary') === null) {
    document.getElementById('main-content')?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }
  return true
}

/** Nothing typed is lost: the form stands as it was, and says so. */
function stayed (form: HTMLFormElement, status = 0): void {
  mayBeSentAgain(form)
  markUnsent(form)
  form.querySelector('.app-not-saved')?.remove()
  const words = status === 0
    ? 'Not saved: there is no connection. What you wrote is still here. Try again when you are back online.'
    : 'Not saved yet. What you wrote is still here. Try again; if you were signed out, sign in again in another tab first.'
  const line = make('div', { class: 'moj-alert moj-alert--error app-not-saved', role: 'alert', tabindex: '-1' }, make('div', { class: 'moj-alert__content' }, words))
  form.prepend(line)
  line.focus()
}
