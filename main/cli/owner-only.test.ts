import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { controlAsksPassphrase } from '../../app/contract/permissions.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { askEngine } from '../control/ask-engine.ts'
import { CommandLine, runDemo } from './command-line.fixture.ts'
import { withOwnWorkspace } from './own-workspace.ts'

testKeychain()

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000
const PASSPHRASE = 'four words are enough'
const WISH = { passphrase: '', next: PASSPHRASE, autoLockMinutes: null, pausesBots: false }
const REMOVAL = ['keys', 'remove', '--mode', 'live', '--exchange', 'binance']
const ARMED = ['run', '--headless', '--mode', 'live', '--arm-live', 'I understand']
const BOT = {
  ...{ strategy: 'sma-cross', params: { fast: 10, slow: 30 }, sizing: 'percent-of-equity:10' },
  ...{ symbol: 'BTC/USDT', timeframe: '1m', exits: { stop: null, target: null, trailing: null } },
}

/** A profile whose window asks for a passphrase. */
async function lockedProfile(): Promise<string> {
  const directory = temporaryFolder()
  const set = await withOwnWorkspace(directory, (_, lock) => lock.change(WISH))
  expect(set).toMatchObject({ ok: true })
  return directory
}

async function called(args: readonly string[], passphrase?: string) {
  const environment = passphrase === undefined ? {} : { CRYPTOBOT_PASSPHRASE: passphrase }
  const command = new CommandLine(args, { environment })
  return { status: await command.status(), errors: command.errors }
}

beforeAll(() => {
  delete process.env.CRYPTOBOT_PASSPHRASE
})

onUnix.each([false, true])(
  'keys are changed for whoever knows the passphrase alone, with an engine at work: %s',
  async (isRunning) => {
    const directory = await lockedProfile()
    const run = isRunning ? runDemo(directory) : undefined
    await run?.told('started')
    if (run) await expect.poll(() => askEngine(directory, { kind: 'health' })).toBeDefined()
    const removal = [...REMOVAL, '--profile', directory]
    expect(await called(removal)).toMatchObject({
      ...{ status: 2, errors: expect.stringContaining('asks for the passphrase') },
    })
    expect(await called(removal, 'something else')).toMatchObject({
      ...{ status: 2, errors: expect.stringContaining('not the passphrase') },
    })
    expect(await called(removal, PASSPHRASE)).toMatchObject({
      ...{ status: 0, errors: 'The keys are removed.\n' },
    })
  },
  TIMEOUT_MS,
)

it(
  'what Cryptobot knows is given to nobody else, and live trading is armed by nobody else',
  async () => {
    const directory = await lockedProfile()
    const bot = join(directory, 'bot.json')
    writeFileSync(bot, JSON.stringify(BOT))
    for (const args of [
      ['history'],
      ['diagnostics'],
      [...ARMED, '--exchange', 'binance', '--bot', bot],
    ]) {
      const where = [...args, '--profile', directory]
      const refused = await called(where)
      expect(refused, args[0]).toMatchObject({
        ...{ status: 2, errors: expect.stringContaining('asks for the passphrase') },
      })
    }
    expect(await called(['diagnostics', '--profile', directory], PASSPHRASE)).toMatchObject({
      status: 0,
    })
  },
  TIMEOUT_MS,
)

it(
  'halting asks nobody for anything',
  async () => {
    const directory = await lockedProfile()
    const run = runDemo(directory)
    await run.told('started')
    await expect.poll(() => askEngine(directory, { kind: 'health' })).toBeDefined()
    expect(await called(['halt', '--profile', directory])).toMatchObject({ status: 0 })
  },
  TIMEOUT_MS,
)

it('going on is asked about where money is real, and not elsewhere', () => {
  const reset = { name: 'daily-loss', scope: 'account', reason: 'looked at it' } as const
  for (const request of [
    { kind: 'resume', scope: 'account' },
    { kind: 'reset-breaker', ...reset },
  ] as const) {
    expect(controlAsksPassphrase(request, true)).toBe(true)
    expect(controlAsksPassphrase(request, false)).toBe(false)
  }
  expect(controlAsksPassphrase({ kind: 'cancel-all' }, true)).toBe(false)
})
