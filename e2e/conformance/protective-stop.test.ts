import { expect, it, onTestFinished } from 'vitest'
import { rateFromPercent } from '../../app/domain/amount.ts'
import { NO_EXITS } from '../../app/domain/bot.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import { SAMPLE_MARKET, sampleCandle } from '../../app/domain/sample-market.fixture.ts'
import { type BenchWishes, OPENING, tradingBench } from '../../app/engine/trading-bench.fixture.ts'
import { openCcxtAccount } from '../../app/exchanges/ccxt/open-ccxt-account.ts'
import { openLedger } from '../../app/storage/ledger-database.fixture.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { PATIENCE_MS, SPEED } from './engine-bench.fixture.ts'
import { type Fake, STOP_FAKES } from './fakes.ts'
import { scaledClock } from './scaled-clock.ts'

/** An exchange with 10,000 USDT in the account, and an engine that can be opened there again and again. */
async function openWorld(fake: Fake) {
  const clock = scaledClock(SPEED)
  const wallNow = () => clock.now()
  const { exchange } = fake.make({ speed: SPEED, startTime: clock.now(), wallNow })
  const baseUrl = await exchange.start()
  onTestFinished(() => exchange.stop())
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
  exchange.market.setPrice('BTCUSDT', '30000')
  const { store } = openLedger()
  // What was deposited before is no news.
  store.appendTransfers([{ ...OPENING, time: clock.now() }])
  const openEngine = async (wishes: BenchWishes = {}) => {
    const markets = new MarketBook([SAMPLE_MARKET])
    const { apiKey, apiSecret: secret, passphrase, exchangeId } = fake
    const keys = { apiKey, secret, passphrase }
    const market = { symbol: SAMPLE_MARKET.symbol, timeframe: '1m' } as const
    const opened = await openCcxtAccount({
      ...{ mode: 'live', exchangeId, baseUrl, clock, keys, markets },
      ...market,
    })
    if (!opened.ok) throw new Error(opened.error.message)
    const bench = tradingBench({
      ...wishes,
      ledger: store,
      exchange: opened.value.client,
      bot: { exits: { ...NO_EXITS, stop: rateFromPercent(2) } },
      parts: { clock, timer: clock, markets, breakers: [] },
      isCold: true,
    })
    onTestFinished(() => bench.engine.close())
    bench.engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
    bench.engine.open()
    await patiently(() => bench.engine.isReconciled).toBe(true)
    return bench
  }
  const stops = () =>
    [...exchange.engine.state.orders.all()].filter(({ type }) => type === 'stop-loss')
  return { exchange, openEngine, stops }
}

function patiently<Value>(look: () => Value) {
  return expect.poll(look, { interval: 20, timeout: PATIENCE_MS })
}

it.each(STOP_FAKES)(
  'the stop of a bot makes way at $name when the strategy exits',
  { timeout: PATIENCE_MS },
  async (fake) => {
    const { openEngine, stops } = await openWorld(fake)
    const bench = await openEngine({ plan: { 0: 'enter', 1: 'exit' } })
    bench.engine.enqueue({ kind: 'candle', candle: sampleCandle(0, '30000') })
    await patiently(() => stops().map(({ status }) => status)).toEqual(['waiting'])
    bench.engine.enqueue({ kind: 'candle', candle: sampleCandle(1, '30000') })
    await patiently(() => [...bench.engine.desk.openOrders()].map(({ state }) => state)).toEqual([])
    expect(stops().map(({ status }) => status)).toEqual(['canceled'])
    expect(bench.runner.position.quantity).toBeLessThan(1_000)
  },
)

it.each(STOP_FAKES)(
  'the stop of a bot works at $name although the engine is dead, and is booked when it is back',
  { timeout: PATIENCE_MS },
  async (fake) => {
    const { exchange, openEngine, stops } = await openWorld(fake)
    const first = await openEngine({ plan: { 0: 'enter' } })
    first.engine.enqueue({ kind: 'candle', candle: sampleCandle(0, '30000') })
    await patiently(() => stops().map(({ status }) => status)).toEqual(['waiting'])
    const held = first.portfolio.holding('BTC')
    expect(held).toBeGreaterThan(0)
    first.engine.close()

    exchange.market.setPrice('BTCUSDT', '29000')
    await patiently(() => stops().map(({ status }) => status)).toEqual(['filled'])

    const second = await openEngine()
    await patiently(() => second.runner.position.quantity).toBeLessThan(1_000)
    expect(second.portfolio.realised).toBeLessThan(0)
    expect([...second.engine.desk.openOrders()]).toEqual([])
    expect(second.engine.desk.drifts.open()).toEqual([])
    expect(stops()).toHaveLength(1)
  },
)
