// Everything here makes a page quicker that already works without it. No markup is made from text: nodes only.
import { createAll, Button, CharacterCount, Checkboxes, NotificationBanner, PasswordInput, Radios, SkipLink, Tabs } from 'govuk-frontend'
import { beginTyping } from './begin_typing'
import { markBodies } from './body'
import { showConditionals } from './conditional'
import { keepDrafts, settleDrafts } from './drafts'
import { offerSheets } from './drawing'
import { focusErrors, guardForms, showDismissals } from './forms'
import { watchKeys } from './keys'
import { watchWords } from './kindly'
import { watchIdle } from './lock'
import { runMoment } from './moment'
import { growRows, searchTiles } from './rows'
import { saveInPlace } from './save'
import { suggestPupils } from './search'
import { offerTimers } from './timer'
import { watchUndo } from './undo'

/** Gives the parts of a page, or of what replaced a part of it, their behaviour. */
function begin (root: HTMLElement): void {
  const scope = { scope: root, onError: (error: unknown) => { console.warn(error) } }
  for (const component of [CharacterCount, Checkboxes, NotificationBanner, PasswordInput, Radios, SkipLink, Tabs]) createAll(component, {}, scope)
  createAll(Button, { preventDoubleClick: false }, scope)  // guardForms does it, for every way a form is sent
  showConditionals(root)
  guardForms(root)
  showDismissals(root)
  watchWords(root)
  suggestPupils(root)
  growRows(root)
  markBodies(root)
  offerSheets(root)
  offerTimers(root)
  searchTiles(root)
  void keepDrafts(root)
  saveInPlace(root, begin)
  watchUndo(root)
  runMoment(root)
  focusErrors(root)
}

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
settleDrafts()
begin(document.body)
beginTyping(document.body)
watchKeys()
watchIdle()
