import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { VaultFile } from '../vault/vault-file.ts'

const PROGRAM = join(import.meta.dirname, '../cli/index.ts')
const TIMEOUT_MS = 60_000
const PASSPHRASE = 'four words are enough'
const QUICK = { N: 2 ** 15, r: 8, p: 1 }
const WITHIN = { timeout: 30_000, interval: 200 }
const onLinux = it.skipIf(process.platform !== 'linux')

/** As on a server: nobody is on the bus, and only the environment has the passphrase. */
function start(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const bus = 'unix:path=/nowhere'
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus, CRYPTOBOT_PASSPHRASE: PASSPHRASE }
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...env, ...more } })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function hearing() {
  const heard: { readonly body: string; readonly signature: unknown }[] = []
  const server = createServer(async (request, response) => {
    heard.push({ body: await text(request), signature: request.headers['x-cryptobot-signature'] })
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { heard, url: `http://127.0.0.1:${port}` }
}

onLinux(
  'tells a channel whose secret is in a vault that the engine was killed',
  async () => {
    const directory = temporaryFolder()
    const profile = ['--profile', directory]
    await VaultFile.create(directory, PASSPHRASE, QUICK)
    const { heard, url } = await hearing()
    const channel = ['alerts', 'channel', 'add', 'My server', '--kind', 'webhook', '--url', url]
    const added = start([...channel, ...profile], { CRYPTOBOT_ALERT_SECRET: 'what-it-signs-with' })
    expect(await once(added, 'exit')).toEqual([0, null])

    const engine = start(['run', '--headless', '--mode', 'demo', ...profile])
    await once(createInterface({ input: engine.stdout }), 'line')
    const health = async () => text(start(['health', ...profile]).stdout)
    await expect.poll(health, WITHIN).toMatch(/watchdog.*It hears this process/)
    engine.kill('SIGKILL')

    const wordOfTheEnd = () => heard.find(({ body }) => body.includes('ended unexpectedly'))
    await expect.poll(wordOfTheEnd, WITHIN).toBeDefined()
    expect(wordOfTheEnd()?.signature).toMatch(/^sha256=[0-9a-f]{64}$/)
  },
  TIMEOUT_MS,
)
