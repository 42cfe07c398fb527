import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { ControlRequest } from '../../app/contract/control.ts'
import { workingKey } from '../../app/domain/working-order.ts'
import { factsOf } from '../../app/exchanges/ccxt/facts-of.ts'
import { openAccountReader } from '../../app/storage/account-reader.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { CommandLine } from '../../main/cli/command-line.fixture.ts'
import { askEngine } from '../../main/control/ask-engine.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { FakeOkx, OKX_KEY, OKX_PASSPHRASE, OKX_SECRET } from '../fake-exchange/fake-okx.ts'
import { CLOCK_VARIABLE, fastNow } from './crash-point.ts'
import { orderFor, reconciled } from './crash-story.fixture.ts'
import { exchangeBooks } from './exchange-books.fixture.ts'
import { ledgerBooks } from './ledger-books.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 120_000
const PATIENCE = { timeout: 30_000 }
const PRELOAD = new URL('./preload.ts', import.meta.url).href
/** OKX's minute then takes six seconds. */
const SPEED = 10
/** So many beats take longer than the exchange waits for one. */
const BEATS = 6
const GRID = { lower: 28_000, upper: 31_000, levels: 7, spacing: 0, share: 25, postOnly: 0 }
/** Levels below 30,000. */
const PURCHASES = 4
const KEYS = {
  CRYPTOBOT_API_KEY: OKX_KEY,
  CRYPTOBOT_API_SECRET: OKX_SECRET,
  CRYPTOBOT_API_PASSPHRASE: OKX_PASSPHRASE,
}

/** A grid's file, and the real command line at an OKX whose switch counts down. */
async function openStory() {
  const clock = { startedAt: Date.now(), speed: SPEED }
  const wallNow = () => fastNow(clock)
  const exchange = new FakeOkx({ speed: SPEED, startTime: clock.startedAt, wallNow })
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
  exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', '1')
  exchange.market.setPrice('BTCUSDT', '30000')
  const url = await exchange.start()
  onTestFinished(() => exchange.stop())
  const profile = temporaryFolder()
  const bot = join(profile, 'grid.json')
  const series = { symbol: 'BTC/USDT', timeframe: '1m', sizing: 'fixed-quote:4000' }
  writeFileSync(bot, JSON.stringify({ strategy: 'grid', params: GRID, ...series }))
  const where = ['--profile', profile, '--exchange-url', url, '--mode', 'testnet']
  const run = () =>
    new CommandLine(['run', '--headless', ...where, '--exchange', 'okx', '--bot', bot], {
      environment: { ...KEYS, [CLOCK_VARIABLE]: JSON.stringify(clock) },
      preload: PRELOAD,
    })
  const ask = async (request: ControlRequest) => {
    const answer = await askEngine(profile, request)
    if (!answer?.ok) throw new Error(`not done: ${JSON.stringify(answer)}`)
  }
  const read = <Value>(look: (account: ReturnType<typeof openAccountReader>) => Value): Value => {
    const account = openAccountReader(join(profile, 'accounts', 'testnet-okx'))
    try {
      return look(account)
    } finally {
      account.close()
    }
  }
  const { orders } = exchange.engine.state
  const ourId = (theirs: string) => factsOf('okx').clientIds.fromExchange(theirs) ?? theirs
  const open = () => orders.open().map(({ clientOrderId }) => ourId(clientOrderId))
  const all = () => orders.all().map(({ clientOrderId }) => ourId(clientOrderId))
  const expectAgreement = async () => {
    const theirs = () => exchangeBooks(exchange, [], ourId)
    await expect.poll(() => isSame(read(ledgerBooks), theirs()), PATIENCE).toBe(true)
    expect(read(ledgerBooks)).toEqual(theirs())
    expect(read((account) => account.drifts().filter(({ state }) => state === 'open'))).toEqual([])
  }
  return { exchange, run, ask, read, open, all, expectAgreement }
}

function isSame(ours: unknown, theirs: unknown): boolean {
  return JSON.stringify(ours) === JSON.stringify(theirs)
}

function isWorking(id: string): boolean {
  return workingKey('grid', id) !== undefined
}

onUnix(
  'a grid that nobody looks after any more is taken back by the exchange, an order by hand and a stop are not',
  async () => {
    const { exchange, run, ask, read, open, all, expectAgreement } = await openStory()
    const { cancelAfter } = exchange
    const first = run()
    await reconciled(first)
    await ask({ ...orderFor('hand'), price: '25000' })
    const protectedBuy = { type: 'market', price: null, stopPrice: '27000' } as const
    await ask({ ...orderFor('bought'), ...protectedBuy })
    await expect.poll(() => open().filter(isWorking).length, PATIENCE).toBe(PURCHASES)
    const waiting = () =>
      read((account) => account.orders().filter(({ state }) => state === 'waiting')).map(
        ({ clientOrderId }) => clientOrderId,
      )
    await expect.poll(() => waiting().length, PATIENCE).toBe(1)
    const [resting, [stop]] = [open().toSorted(), waiting()]
    const hand = resting.filter((id) => !isWorking(id))
    expect(hand).toHaveLength(1)
    const { renewals } = cancelAfter
    await expect.poll(() => cancelAfter.renewals, PATIENCE).toBeGreaterThan(renewals + BEATS)
    expect([cancelAfter.strikes, open().toSorted()]).toEqual([0, resting])

    first.kill('SIGKILL')
    expect(await first.status()).toBe(null)
    expect(open().toSorted()).toEqual(resting)
    await expect.poll(() => cancelAfter.strikes, PATIENCE).toBe(1)
    expect(open()).toEqual(hand)

    const known = new Set(all())
    const second = run()
    await reconciled(second)
    await expect.poll(() => open().filter(isWorking).length, PATIENCE).toBe(PURCHASES)
    expect(open().filter((id) => isWorking(id) && known.has(id))).toEqual([])
    expect(new Set(all()).size).toBe(all().length)
    expect(open()).toEqual(expect.arrayContaining(hand))
    expect(waiting()).toEqual([stop])
    const booked = read((account) => account.orders())
    const takenBack = booked.filter(({ clientOrderId }) => resting.includes(clientOrderId))
    expect(takenBack.map(({ state }) => state).toSorted()).toEqual(
      resting.map((id) => (isWorking(id) ? 'cancelled' : 'open')).toSorted(),
    )
    await expectAgreement()
  },
  TIMEOUT_MS,
)
