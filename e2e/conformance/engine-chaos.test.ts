import { describe, it } from 'vitest'
import { formatAmount, rateFromPercent, ZERO_MONEY } from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import { randomAt } from '../../app/exchanges/seeded-random.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import type { Fault } from '../fake-exchange/faults.ts'
import { type EngineBench, openEngineBench, PATIENCE_MS } from './engine-bench.fixture.ts'
import { FAKES } from './fakes.ts'

const TIMEOUT = { timeout: PATIENCE_MS * 2 }
const SEEDS = [1, 2, 3]
const WISHES = 30
/** A slow machine is longer in doubt, by a clock that runs fast, and refuses more meanwhile: then there are more wishes. */
const WISHES_MAX = 60
const PLACED_MIN = 4
/** Market time between two wishes: some minutes in all. */
const PAUSE_MS = 6_000
const CHAOS_RATE = 0.15
/** Without those that keep everybody waiting there is room for more of the others. */
const DENSE_RATE = 0.35
const DENSE: readonly Fault[] = [
  ...([{ kind: 'reset' }, { kind: 'truncated' }, { kind: 'cut-off' }, { kind: 'empty' }] as const),
  ...([{ kind: 'html' }, { kind: 'server-error' }, { kind: 'bad-shape', body: {} }] as const),
]

const BOT: Bot = {
  id: 'chaos',
  name: 'chaos',
  strategyId: 'sma-cross',
  parameters: { fast: 2, slow: 4 },
  symbol: 'BTC/USDT',
  timeframe: '1m',
  sizing: { kind: 'percent-of-equity', share: rateFromPercent(5) },
  exits: { stop: null, target: null, trailing: null },
}

/** Random wishes, the same ones for the same seed. */
class Trader {
  readonly #bench: EngineBench
  readonly #seed: number
  readonly ids: string[] = []

  constructor(bench: EngineBench, seed: number) {
    this.#bench = bench
    this.#seed = seed
  }

  async act(turn: number): Promise<void> {
    const random = (stream: number) => randomAt(this.#seed, stream, turn)
    const { session, exchange } = this.#bench
    const quantity = (0.001 + Math.floor(random(1) * 20) / 1_000).toFixed(3)
    const side = random(2) < 0.6 ? 'buy' : 'sell'
    if (random(0) < 0.25)
      session.cancel(this.ids[Math.floor(random(3) * this.ids.length)] ?? '', 'window')
    else if (random(0) < 0.35) exchange.placeManually({ symbol: 'BTCUSDT', side, quantity })
    else await this.#place(side, quantity, random(4))
    exchange.market.setPrice('BTCUSDT', String(29_700 + Math.floor(random(5) * 600)))
  }

  async #place(side: 'buy' | 'sell', quantity: string, dice: number): Promise<void> {
    const price = String(29_700 + Math.floor(dice * 600))
    const terms = dice < 0.4 ? { type: 'market' as const, price: null } : { price }
    try {
      this.ids.push(await this.#bench.place({ side, quantity, ...terms }))
    } catch {
      // Refused while something is in doubt, as it should be.
    }
  }
}

describe.concurrent.each(FAKES)('chaos at $name', (fake) => {
  it.for(SEEDS)('leaves an engine in agreement with it (seed %i)', TIMEOUT, async (seed, scope) => {
    const bench = await openEngineBench(fake, scope, { seed, bots: [BOT] })
    const { exchange, session } = bench
    const trader = new Trader(bench, seed)
    exchange.chaos(seed, CHAOS_RATE)
    if (seed % 2 === 0) exchange.faults.chaos(seed, DENSE_RATE, { faults: DENSE })
    const isEnough = (turn: number) => turn >= WISHES && trader.ids.length >= PLACED_MIN
    for (let turn = 0; turn < WISHES_MAX && !isEnough(turn); turn += 1) {
      await trader.act(turn)
      const until = exchange.clock.now() + PAUSE_MS
      await bench.patiently(() => exchange.clock.now()).toBeGreaterThan(until)
    }
    exchange.calm()
    session.cancelAll('window')
    session.halt('the test is over')
    await bench.agreed()
    await bench.patiently(() => [...session.engine.desk.openOrders()].length).toBe(0)
    await bench.agreed()
    scope.expect(exchange.faults.spoiled.length).toBeGreaterThan(5)
    scope.expect(trader.ids.length).toBeGreaterThanOrEqual(PLACED_MIN)
  })

  it('includes streams that are open and say nothing', TIMEOUT, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const { exchange } = bench
    exchange.streams.silence()
    const id = await bench.place()
    await bench.patiently(() => bench.state(id)).toBe('open')
    exchange.market.setPrice('BTCUSDT', '28900')
    await bench.patiently(() => bench.state(id)).toBe('filled')
    await bench.agreed()
  })

  it('includes fills that are told before their order was answered', TIMEOUT, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const { exchange } = bench
    exchange.failWith({ kind: 'hold' }, { ...fake.requests.create, moment: 'after' }, 1)
    const id = await bench.place()
    await bench.patiently(() => exchange.faults.held).toBe(1)
    exchange.market.setPrice('BTCUSDT', '28900')
    await bench.patiently(() => bench.session.ledger.loadFills().length).toBeGreaterThan(0)
    exchange.faults.release()
    await bench.patiently(() => bench.state(id)).toBe('filled')
    await bench.agreed()
  })

  it('includes cancels that a fill overtakes', TIMEOUT, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const { exchange, session } = bench
    const id = await bench.place()
    await bench.patiently(() => bench.state(id)).toBe('open')
    const action = () => exchange.market.setPrice('BTCUSDT', '28900')
    exchange.failWith(
      { kind: 'meanwhile', action },
      { ...fake.requests.cancel, moment: 'before' },
      1,
    )
    session.cancel(id, 'window')
    await bench.patiently(() => bench.state(id)).toBe('filled')
    await bench.agreed()
    scope.expect(exchange.faults.spoiled).toHaveLength(1)
  })

  it('includes maintenance: nothing is lost, and it goes on afterwards', TIMEOUT, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const { exchange, session } = bench
    const resting = await bench.place()
    await bench.patiently(() => bench.state(resting)).toBe('open')
    exchange.conditions.isInMaintenance = true
    exchange.streams.refuses = true
    exchange.streams.cut()
    await bench.patiently(() => session.engine.desk.trouble).not.toBe('')
    await bench.patiently(() => session.engine.isReconciled).toBe(false)
    await scope.expect(bench.place()).rejects.toThrow('not sent')
    exchange.market.setPrice('BTCUSDT', '28900')
    exchange.conditions.isInMaintenance = false
    exchange.streams.refuses = false
    await bench.patiently(() => bench.state(resting)).toBe('filled')
    await bench.patiently(() => session.engine.isReconciled).toBe(true)
    const after = await bench.place({ price: '28000' })
    await bench.patiently(() => bench.state(after)).toBe('open')
    await bench.agreed()
  })

  it('includes reads that lag behind what was told', TIMEOUT, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const { exchange } = bench
    exchange.conditions.reads = { kind: 'behind', byMs: 4_000 }
    exchange.failWith({ kind: 'reset' }, { ...fake.requests.create, moment: 'after' }, 3)
    const ids = [await bench.place(), await bench.place({ type: 'market', price: null })]
    await bench.patiently(() => ids.map((id) => bench.state(id))).toEqual(['open', 'filled'])
    exchange.conditions.reads = { kind: 'fresh' }
    await bench.agreed()
  })

  it('includes a revoked key: nothing is sent, and it is said why', TIMEOUT, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const { exchange, session } = bench
    exchange.keys.revoke(fake.apiKey)
    exchange.streams.cut()
    await bench.patiently(() => session.engine.isReconciled).toBe(false)
    await bench.patiently(() => session.engine.desk.trouble).toMatch(/key.*cryptobot keys add/i)
    await scope.expect(bench.place()).rejects.toThrow('not sent')
    await bench.agreed()
  })

  it(
    'includes a withdrawal that takes its time: no drift before, and booked after',
    TIMEOUT,
    async (scope) => {
      const bench = await openEngineBench(fake, scope)
      const { exchange, session } = bench
      const { desk } = session.engine
      const openedAt = exchange.engine.state.now()
      // Binance lists it under a whole second, which must not be the one that the account was opened in.
      await bench.patiently(() => exchange.engine.state.now() - openedAt).toBeGreaterThan(1_000)
      const asked = { accountId: MAIN_ACCOUNT, asset: 'USDT', quantity: '500' }
      exchange.engine.announceWithdrawal({ ...asked, underWayMs: 75_000 })
      await bench
        .patiently(() => formatAmount(desk.balances().get('USDT') ?? ZERO_MONEY))
        .toBe('99500')
      scope.expect([...desk.drifts.all()]).toEqual([])
      await bench.agreed()
    },
  )

  it('includes clocks that come to run apart', TIMEOUT, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const { exchange, session } = bench
    const { desk } = session.engine
    // Asked once, at the start: it would find the clocks apart by itself and set ours before a round does.
    await bench.patiently(() => session.keyReport()).toBeDefined()
    exchange.conditions.checksTimestamps = true
    exchange.conditions.clockSkewMs = 60_000
    await bench.patiently(() => desk.trouble).toMatch(/time/i)
    await bench.patiently(() => desk.trouble).toBe('')
    const id = await bench.place()
    await bench.patiently(() => bench.state(id)).toBe('open')
  })

  it(
    'includes people: what they trade is shown, and never taken for ours',
    TIMEOUT,
    async (scope) => {
      const bench = await openEngineBench(fake, scope)
      const { exchange, session } = bench
      exchange.placeManually({ symbol: 'BTCUSDT', side: 'sell', quantity: '0.5' })
      exchange.placeManually({ symbol: 'BTCUSDT', side: 'buy', quantity: '0.1', price: '25000' })
      const kinds = () => Array.from(session.engine.desk.drifts.all(), ({ kind }) => kind)
      await bench.patiently(kinds).toContain('external-fill')
      await bench.patiently(kinds).toContain('external-order')
      await bench.agreed()
    },
  )
})
