// How long a screen still shows a child's page after its lock was pressed, by the page's own clock: from the press, as the browser
// dates it, to the first frame drawn without any of it. Prints one line for bin/bench: `n=… p50=… max=… answered=…`.
import { openChromium } from '../tests/browser/gallery.mjs'
import { serveSchool, signIn } from '../tests/browser/school.mjs'

const times = Number(process.argv[2] ?? 20)
const browser = await openChromium()
const school = await serveSchool()
try {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  const blanked = []
  await page.exposeFunction('tellBlanked', (ms) => { blanked.push(ms) })
  await page.addInitScript(() => {
    addEventListener('click', (event) => {
      if (!(event.target instanceof Element) || event.target.closest('form[data-lock]') === null) return
      const pressed = event.timeStamp
      const matter = document.querySelector('main')
      // The first frame in which the page's matter is no longer in the document; the moment after it is when it has been drawn.
      const look = () => {
        if (matter?.isConnected) return requestAnimationFrame(look)
        const channel = new MessageChannel()
        channel.port1.onmessage = () => { void window.tellBlanked(performance.now() - pressed) }
        channel.port2.postMessage(0)
      }
      requestAnimationFrame(look)
    }, { capture: true })
  })
  await signIn(page, school.address, 'keyworker')
  await page.goto(`${school.address}/pupils`)
  const pupil = (await page.locator('main a[href^="/pupils/"]').first().getAttribute('href')).split('?')[0]
  const answered = []
  for (let n = 0; n < times; n++) {
    await page.goto(school.address + pupil + (n % 2 === 0 ? '/chronology' : ''))
    const had = blanked.length, from = performance.now()
    await page.locator('form[data-lock] button').click()
    await page.waitForURL(/\/locked/)
    await page.getByLabel('Password', { exact: true }).waitFor()
    answered.push(performance.now() - from)
    if (blanked.length !== had + 1) throw new Error('a lock was pressed, and nothing said when the page was gone')
    await page.getByLabel('Password', { exact: true }).fill('alongside-demo')
    await page.getByRole('button', { name: /unlock|sign in/i }).first().click()
    await page.locator('form[data-lock]').waitFor()
  }
  const sorted = blanked.sort((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  console.log(`n=${sorted.length} p50=${at(0.5).toFixed(1)} max=${sorted.at(-1).toFixed(1)} answered=${answered.sort((a, b) => a - b)[Math.floor(answered.length / 2)].toFixed(0)}`)
} finally {
  await browser.close()
  await school.close()
}
