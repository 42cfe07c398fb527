import { expect, it, onTestFinished } from 'vitest'
import { endingOf } from '../../app/contract/keys.ts'
import { rowsIn } from '../../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { CommandLine } from '../../main/cli/command-line.fixture.ts'
import { withOwnWorkspace } from '../../main/cli/own-workspace.ts'
import { askEngine } from '../../main/control/ask-engine.ts'
import { KeyRing } from '../../main/vault/key-ring.ts'
import { Keychain, serviceOf } from '../../main/vault/keychain.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-exchange/fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { CRASH_VARIABLE, type CrashPoint } from './crash-point.ts'
import { reconciled } from './crash-story.fixture.ts'

testKeychain()

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000
const PATIENCE_MS = 20_000
const PRELOAD = new URL('./preload.ts', import.meta.url).href
const PLACE = { mode: 'testnet', exchangeId: 'binance' } as const
const OLD = { apiKey: API_KEY, secret: API_SECRET, passphrase: null, words: '' }

/** An engine that trades with a kept key, and a stop that rests at the exchange. */
async function bench() {
  const exchange = new FakeBinance()
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
  exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', '2')
  exchange.market.setPrice('BTCUSDT', '30000')
  const url = await exchange.start()
  onTestFinished(() => exchange.stop())
  const profile = temporaryFolder()
  const ring = new KeyRing(new Keychain(serviceOf(profile)))
  onTestFinished(async () => {
    for (const keys of [ring, ring.spare('next'), ring.spare('last')])
      await keys.remove(PLACE.mode, PLACE.exchangeId)
  })
  const where = ['--profile', profile, '--exchange-url', url]
  const account = [...where, '--mode', PLACE.mode, '--exchange', PLACE.exchangeId]
  const run = (crash?: CrashPoint) =>
    new CommandLine(['run', '--headless', ...account], {
      environment: crash === undefined ? {} : { [CRASH_VARIABLE]: JSON.stringify(crash) },
      preload: PRELOAD,
    })
  const ask = async (request: Parameters<typeof askEngine>[1]) => askEngine(profile, request)
  const rotate = (typed: typeof OLD | null) =>
    ask({ kind: 'rotate-keys', ...PLACE, typed, baseUrl: url })
  return { exchange, url, profile, account, ring, run, ask, rotate }
}

type Bench = Awaited<ReturnType<typeof bench>>

/** Ready to be asked. */
async function listening(run: CommandLine, ask: Bench['ask']): Promise<void> {
  await reconciled(run)
  await expect.poll(() => ask({ kind: 'health' }), { timeout: PATIENCE_MS }).toBeDefined()
}

function keepFirst({ profile, url }: Bench) {
  return withOwnWorkspace(profile, (workspace) =>
    workspace.addKeys({ ...PLACE, typed: OLD, actor: 'command-line' }, url),
  )
}

/** Which opens the account for the first time. */
async function placeStop({ account }: Bench): Promise<void> {
  const order = ['--symbol', 'BTC/USDT', '--side', 'sell', '--type', 'stop', '--quantity', '0.1']
  const placed = new CommandLine(['place', ...account, ...order, '--trigger-price', '25000'])
  expect(await placed.status()).toBe(0)
}

function restingIds({ exchange }: Bench): readonly string[] {
  return exchange.engine.state.orders.open().map(({ clientOrderId }) => clientOrderId)
}

function rotationOf({
  profile,
}: Bench):
  | { readonly step: string; readonly problem: { readonly code: string } | null }
  | undefined {
  const sql = "SELECT value FROM settings WHERE name = 'key rotations'"
  const [row] = rowsIn(`${profile}/settings.db`, sql)
  return JSON.parse(String((row as { value?: string } | undefined)?.value ?? '[]'))[0]
}

function stateIn(run: CommandLine): string | undefined {
  return run.events().findLast((line) => line.event === 'status')?.trading.state
}

async function endings({ ring }: Bench) {
  const ending = async (from: Pick<KeyRing, 'keysFor'>) => {
    const keys = await from.keysFor(PLACE.mode, PLACE.exchangeId)
    return keys.ok && keys.value !== null ? endingOf(keys.value.apiKey) : null
  }
  return {
    used: await ending(ring),
    next: await ending(ring.spare('next')),
    last: await ending(ring.spare('last')),
  }
}

const CRASHES: readonly CrashPoint[] = [
  { kind: 'call', name: 'begin-rotation', when: 'before' },
  { kind: 'call', name: 'begin-rotation', when: 'after' },
  { kind: 'call', name: 'keep-key', when: 'after' },
  ...[1, 2, 3, 4].flatMap((nth): CrashPoint[] => [
    { kind: 'call', name: 'reach-step', when: 'before', nth },
    { kind: 'call', name: 'reach-step', when: 'after', nth },
  ]),
  { kind: 'call', name: 'keep-key', when: 'before', nth: 2 },
  { kind: 'call', name: 'keep-key', when: 'before', nth: 3 },
  { kind: 'call', name: 'keep-key', when: 'after', nth: 3 },
  { kind: 'call', name: 'forget-key', when: 'before' },
]
const AT_THE_END: readonly CrashPoint[] = [
  { kind: 'call', name: 'forget-key', when: 'before', nth: 2 },
  { kind: 'call', name: 'end-rotation', when: 'before' },
  { kind: 'call', name: 'end-rotation', when: 'after' },
]

const NEXT = { ...OLD, apiKey: 'a-newer-key-abcd', secret: 'a newer secret' }

/** An engine that will die of this, with a stop at the exchange and the new key made there. */
async function aboutToDie(crash: CrashPoint) {
  const story = await bench()
  expect(await keepFirst(story)).toMatchObject({ ok: true })
  await placeStop(story)
  const stops = restingIds(story)
  expect(stops).toHaveLength(1)
  story.exchange.keys.issue(NEXT.apiKey, NEXT.secret)
  const run = story.run({ ...crash, isArmed: true })
  await listening(run, story.ask)
  return { story, stops, run }
}

/** The next process: the new key is used, nothing else is kept, and nothing is left of the pause. */
async function expectRotated(story: Bench, run: CommandLine, stops: readonly string[]) {
  await expect.poll(() => rotationOf(story), { timeout: PATIENCE_MS }).toBe(undefined)
  expect(await endings(story)).toEqual({ used: endingOf(NEXT.apiKey), next: null, last: null })
  await expect.poll(() => stateIn(run), { timeout: PATIENCE_MS }).toBe('active')
  expect(restingIds(story)).toEqual(stops)
}

onUnix.each(CRASHES)(
  'a rotation goes on after its process died $when $name $nth, and a stop at the exchange stays there',
  async (crash) => {
    const { story, stops, run } = await aboutToDie(crash)
    await Promise.all([run.status(), story.rotate(NEXT)])
    const next = story.run()
    await listening(next, story.ask)
    // Where the new key was not kept yet it is given up, and typed once more.
    await expect
      .poll(() => rotationOf(story)?.step, { timeout: PATIENCE_MS })
      .toBeOneOf([undefined, 'reconciled'])
    if (rotationOf(story) === undefined) await story.rotate(NEXT)
    await expect
      .poll(() => rotationOf(story)?.problem?.code, { timeout: PATIENCE_MS })
      .toBe('old-key-works')
    story.exchange.keys.revoke(API_KEY)
    expect(await story.rotate(null)).toMatchObject({ outcome: { rotation: null } })
    await expectRotated(story, next, stops)
  },
  TIMEOUT_MS,
)

onUnix.each(AT_THE_END)(
  'a rotation comes to its end after its process died $when $name $nth',
  async (crash) => {
    const { story, stops, run } = await aboutToDie(crash)
    expect(await story.rotate(NEXT)).toMatchObject({ ok: true })
    expect(rotationOf(story)).toMatchObject({ problem: { code: 'old-key-works' } })
    story.exchange.keys.revoke(API_KEY)
    await Promise.all([run.status(), story.rotate(null)])
    const next = story.run()
    await listening(next, story.ask)
    await expectRotated(story, next, stops)
  },
  TIMEOUT_MS,
)
