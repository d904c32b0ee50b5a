// Rules and flags by the keyboard alone: from the first key to what was saved; and a rule that would find nearly everybody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { as, atSchool, findNothingWrong, school } from './visitor.mjs'

atSchool()

/** Somebody without a mouse: Tab until it has the focus, which must be seen. */
async function reach (page, what) {
  for (let n = 0; n < 400; n++) {
    if (await what.evaluate((element) => element === document.activeElement)) {
      const seen = await what.evaluate((element) => {
        const style = getComputedStyle(element)
        const label = element.labels?.[0] ? getComputedStyle(element.labels[0], '::before') : null
        return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || style.backgroundColor !== 'rgba(0, 0, 0, 0)' || label?.boxShadow !== 'none'
      })
      assert.ok(seen, 'the focus is seen')
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error('the Tab key never comes to it')
}
const press = async (page, what, key = 'Enter') => { await reach(page, what); await page.keyboard.press(key) }
const summary = (page, words) => page.getByText(words).locator('xpath=ancestor-or-self::summary')
const type = async (page, what, words) => { await reach(page, what); await page.keyboard.press('Control+A'); await page.keyboard.type(words) }

test('a rule is made, tried, turned on and lets a pupil out, by the keyboard alone', async () => {
  const page = await as('senco')
  await page.goto(`${school.address}/school`)
  await press(page, page.locator('main a[href="/school/rules"]').first())
  await press(page, page.getByRole('button', { name: 'Make a rule' }))
  await type(page, page.getByLabel('What is watched?'), 'Behaviour')
  await press(page, page.getByRole('button', { name: 'Continue' }))
  await type(page, page.getByLabel('Name of the rule'), 'Behaviour is building up')
  await type(page, page.getByLabel('How many records about one pupil'), '0')
  await press(page, page.getByLabel('SENCo', { exact: true }), 'Space')
  await press(page, page.getByRole('button', { name: 'Save', exact: true }))
  await page.getByText('Enter how many, from 1 to 50').first().waitFor()
  assert.equal(await page.getByLabel('Name of the rule').inputValue(), 'Behaviour is building up', 'nothing typed is lost')
  await type(page, page.getByLabel('How many records about one pupil'), '20')
  await press(page, page.getByRole('button', { name: 'Try it on last term' }))
  await page.getByRole('heading', { name: 'Tried on last term' }).waitFor()
  await findNothingWrong(page, 'a rule that was tried')
  await press(page, summary(page, 'Pass over pupils with a plan'))
  await press(page, page.getByLabel('Behaviour support plan'), 'Space')
  await press(page, page.getByLabel('The rule is on'), 'Space')
  await press(page, page.getByRole('button', { name: 'Save', exact: true }))
  await page.getByText('The rule is saved.').waitFor()
  await press(page, page.getByRole('link', { name: 'Behaviour is building up' }).first())
  await page.getByText('Not while a plan is followed for the pupil').first().waitFor()
  await press(page, summary(page, 'Take a pupil out of this rule'))
  await press(page, page.getByRole('button', { name: 'Take the pupil out' }))
  await page.getByText('Choose a pupil').first().waitFor()
  await findNothingWrong(page, 'the page of a rule with errors')
  await page.context().close()
})

test('a rule that would tell of nearly everybody is a draft beside the field, and waits until it is meant', async () => {
  const page = await as('senco')
  await page.goto(`${school.address}/school/rules/new?kind=note&watch=count`)
  await page.getByLabel('Name of the rule').fill('Anything at all')
  await page.getByLabel('How many records about one pupil').fill('1')
  await page.getByLabel('Within how many days').fill('200')
  await page.getByLabel('SENCo', { exact: true }).check()
  await page.getByLabel('The rule is on').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText(/Last term this would have told of \d+ of \d+ pupils/).first().waitFor()
  await page.getByText('Kept as a draft').waitFor()
  await findNothingWrong(page, 'a rule that was kept as a draft')
  const list = await page.context().newPage()
  await list.goto(`${school.address}/school/rules`)
  assert.match(await list.getByRole('row', { name: /Anything at all/ }).innerText(), /Draft/)
  await list.getByRole('link', { name: 'Anything at all' }).first().click()
  await list.getByRole('button', { name: 'Throw the draft away' }).click()
  await list.getByRole('heading', { name: /Throw the draft away\?/ }).waitFor()
  await findNothingWrong(list, 'asked whether to throw a draft away')
  await list.getByRole('button', { name: 'Keep it' }).click()
  await list.getByText('Draft').first().waitFor()
  await list.close()
  await page.getByLabel('I mean it: save it as it is').check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The rule is saved.').waitFor()
  assert.match(await page.getByRole('row', { name: /Anything at all/ }).innerText(), /On/)
  await page.context().close()
})

test('a record is restricted and opened again by the keyboard alone', async () => {
  const page = await as('head')
  await page.goto(`${school.address}/pupils`)
  await page.locator('main a[href^="/pupils/"]').first().click()
  await page.locator('h1').waitFor()
  await page.goto(`${page.url().split('?')[0]}/chronology`)
  const record = (await page.locator('main a[href^="/records/"]').first().getAttribute('href')).split('?')[0]
  await page.goto(school.address + record)
  await press(page, page.locator(`main a[href^="${record}/flag"]`).first())
  await page.getByRole('heading', { name: /Who may see this/ }).waitFor()
  await findNothingWrong(page, 'a flag')
  await press(page, page.getByRole('button', { name: 'Restrict it' }))
  await page.getByText('Enter why').first().waitFor()
  await type(page, page.getByLabel('Why?'), 'The family works here.')
  await press(page, page.getByRole('button', { name: 'Restrict it' }))
  await page.getByText('The family works here.').first().waitFor()
  await findNothingWrong(page, 'a restricted record')
  await press(page, page.locator(`main a[href^="${record}/flag"]`).first())
  await type(page, page.getByLabel('Why?'), 'They have left.')
  await press(page, page.getByRole('button', { name: 'Open it again' }))
  await page.locator('h1').waitFor()
  await page.context().close()
})
