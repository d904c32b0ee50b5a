// A small demonstration school, made once for a test file and served by the real program on a free port.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const program = fileURLToPath(new URL('../../build/release/alongside', import.meta.url))
export const password = 'alongside-demo'

function freePort () {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** The school's address, and `close`, which stops the program and takes the folder away. */
export async function serveSchool ({ pupils = 60, seed = 7 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-browser-'))
  const data = join(folder, 'data')
  execFileSync(program, ['demo', '--data', data, '--pupils', String(pupils), '--seed', String(seed), '--years', '1'], { stdio: 'pipe' })
  const port = await freePort()
  const server = spawn(program, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] })
  const complaints = []
  server.stderr.on('data', (text) => complaints.push(String(text)))
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve)
    server.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${complaints.join('')}`)))
  })
  return {
    address: `http://localhost:${port}`,
    data,
    close: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Signs somebody in through the page, as a person does. */
export async function signIn (page, address, username) {
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
}
