// Reports in a browser: found from the navigation, read without script, narrowed by the address, nothing for axe to say, light and dark, small and large.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { openChromium } from './gallery.mjs'
import { serveSchool, signIn } from './school.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser, school
before(async () => { [browser, school] = await Promise.all([openChromium(), serveSchool({ pupils: 60 })]) })
after(async () => { await browser?.close(); await school?.close() })

async function as (who, options, deed) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  try {
    await signIn(page, school.address, who)
    await deed(page)
  } finally {
    await context.close()
  }
}

/** The numbers are made within a second or two of the start. */
async function untilCounted (page, address) {
  for (let tries = 0; tries < 40; tries++) {
    await page.goto(address)
    if (await page.getByText('Hour by weekday').count()) return
    await page.waitForTimeout(250)
  }
  assert.fail('nothing was counted')
}

async function clean (page) {
  await page.evaluate(axe)
  const found = await page.evaluate(() => globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  assert.deepEqual(found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`), [], page.url())
}

test('A head finds the numbers, narrows them and looks at what is behind one', async () => {
  await as('head', { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false }, async (page) => {
    await untilCounted(page, `${school.address}/reports/behaviour`)
    await page.goto(`${school.address}/`)
    await page.getByRole('link', { name: 'Reports', exact: true }).first().click()
    await page.getByRole('link', { name: 'See the numbers of Behaviour' }).click()
    await page.getByLabel('When').selectOption('half_term')
    await page.getByRole('button', { name: /filter/i }).first().click()
    assert.match(page.url(), /period=half_term/)
    await page.getByText('Show as table').nth(1).click()
    await page.locator('figure', { hasText: 'Hour by weekday' }).getByRole('link').first().click()
    await page.getByRole('heading', { name: 'What these numbers count' }).waitFor()
    assert.ok(await page.locator('.moj-timeline__item').count() > 0)
  })
})

for (const colorScheme of ['light', 'dark']) {
  for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 800 }]) {
    test(`axe finds nothing on reports, ${colorScheme}, ${viewport.width} wide`, async () => {
      await as('keyworker', { viewport, colorScheme }, async (page) => {
        await untilCounted(page, `${school.address}/reports/behaviour`)
        await clean(page)
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'the page does not scroll sideways')
        const pupil = page.locator('a[href*="/chronology?kind=behaviour"]').first()
        await page.goto(new URL(await pupil.getAttribute('href'), school.address).href.replace(/chronology.*/, 'behaviour'))
        await page.getByRole('heading', { name: 'Recognitions' }).waitFor()
        await clean(page)
      })
      await as('governor', { viewport, colorScheme }, async (page) => {
        await page.goto(`${school.address}/reports/behaviour`)
        await page.getByText('no child can be recognised').waitFor()
        await clean(page)
      })
    })
  }
}
