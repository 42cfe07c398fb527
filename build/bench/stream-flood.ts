import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as later } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { AMOUNT_DECIMALS } from '../../app/domain/amount.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import { SAMPLE_MARKET } from '../../app/domain/sample-market.fixture.ts'
import { AccountConnection } from '../../app/exchanges/ccxt/account-connection.ts'
import { CcxtExchangeClient } from '../../app/exchanges/ccxt/ccxt-exchange-client.ts'
import { keepNumbersExact } from '../../app/exchanges/ccxt/exact-numbers.ts'
import { factsOf } from '../../app/exchanges/ccxt/facts-of.ts'
import { loadExchange } from '../../app/exchanges/ccxt/load-exchange.ts'
import { RequestScheduler } from '../../app/exchanges/ccxt/request-scheduler.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { ExchangeListener } from '../../app/ports/exchange-client.ts'
import { UNMEASURED } from '../../app/ports/measured.ts'
import { FLOOD_MARKETS, type FloodEnd } from './flood-plan.ts'
import { absolute, type Benchmark, type Measurement } from './measurement.ts'

const MESSAGES_PER_SECOND = 20_000
const SECONDS = 30
const GOAL_DELAY_MS = 10
/** ccxt keeps the last thousand orders and trades. */
const GOAL_HEAP_MB = 8
/** Of the rate at which they are sent: what is later than that has queued up. */
const GOAL_RATE = 0.99 * MESSAGES_PER_SECOND
const CATCH_UP_MS_MAX = 60_000
const KEYS = { apiKey: 'flood-key', secret: 'flood-secret', passphrase: undefined }
const SYMBOLS = FLOOD_MARKETS.map((id) => `${id.replace('USDT', '')}/USDT`)

/**
 * A flood from a process of its own, through ccxt's sockets and our client: of 20,000 messages a second, 200 are trades of
 * our orders, far more than Binance lets anybody have, and the others change the books of ten markets. None is lost when
 * every trade is told once and each book ends as its last change says. Our own news alone at such a rate, ccxt could not
 * take: one costs it about a tenth of a millisecond.
 */
export const streamFlood: Benchmark = {
  async run() {
    const server = fork(new URL('./flood-server.ts', import.meta.url))
    try {
      const [port] = await once(server, 'message')
      return await measure(server, `http://127.0.0.1:${port}`)
    } finally {
      server.kill()
    }
  },
}

async function measure(server: ChildProcess, baseUrl: string): Promise<readonly Measurement[]> {
  const client = await clientOn(baseUrl)
  const trades: string[] = []
  client.connect(countingTrades(trades))
  while (SYMBOLS.some((symbol) => client.readBook(symbol) === undefined)) await later(50)
  await later(2_000)
  const keptBefore = keptMb()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const startedAt = performance.now()
  const ended = once(server, 'message')
  server.send({ messagesPerSecond: MESSAGES_PER_SECOND, seconds: SECONDS })
  const [end]: FloodEnd[] = await ended
  if (end === undefined) throw new Error('the flood did not end')
  const isThere = () => lostOf(client, trades, end) === 0
  const giveUpAt = performance.now() + CATCH_UP_MS_MAX
  while (!isThere() && performance.now() < giveUpAt) await later(5)
  const tookMs = performance.now() - startedAt
  delay.disable()
  const heapGrowth = keptMb() - keptBefore
  const lost = lostOf(client, trades, end)
  client.close()
  const rate = end.sent / (tookMs / 1_000)
  return [
    absolute({
      name: 'stream.flood',
      ours: delay.percentile(99) / 1e6,
      unit: 'ms',
      goal: GOAL_DELAY_MS,
    }),
    absolute({ name: 'stream.flood-lost', ours: lost, unit: 'messages', goal: 0 }),
    absolute({
      name: 'stream.flood-rate',
      ours: rate,
      unit: 'messages/s',
      goal: GOAL_RATE,
      isLeast: true,
    }),
    absolute({ name: 'stream.flood-heap', ours: heapGrowth, unit: 'MB', goal: GOAL_HEAP_MB }),
  ]
}

async function clientOn(baseUrl: string): Promise<CcxtExchangeClient> {
  const facts = factsOf('binance')
  const account = { keys: KEYS, facts, isTestnet: false }
  const signing = await loadExchange({ exchangeId: 'binance', baseUrl, account })
  const forPublic = await loadExchange({ exchangeId: 'binance', baseUrl, isPaced: true })
  if (!signing.ok || !forPublic.ok) throw new Error('ccxt has no Binance')
  for (const { value } of [signing, forPublic]) value.setMarkets(FLOOD_MARKETS.map(listed))
  keepNumbersExact(signing.value)
  const markets = new MarketBook(SYMBOLS.map((symbol) => ({ ...SAMPLE_MARKET, symbol })))
  return new CcxtExchangeClient(
    new AccountConnection({
      exchange: signing.value,
      publicExchange: forPublic.value,
      facts,
      scheduler: new RequestScheduler({ budget: facts.budget, clock: systemClock }),
      clock: systemClock,
      markets,
      secrets: [],
      measured: UNMEASURED,
    }),
  )
}

function listed(id: string) {
  const base = id.replace('USDT', '')
  return {
    ...{ id, symbol: `${base}/USDT`, base, quote: 'USDT', baseId: base, quoteId: 'USDT' },
    ...{ type: 'spot', spot: true, margin: false, swap: false, future: false, option: false },
    ...{ contract: false, active: true, lowercaseId: id.toLowerCase() },
    precision: { amount: 1e-8, price: 0.01 },
    limits: { amount: { min: 1e-8 }, price: {}, cost: {}, leverage: {} },
    info: {},
  }
}

function countingTrades(trades: string[]): ExchangeListener {
  const ignore = () => undefined
  return {
    onExecution: ({ fillId }) => trades.push(fillId),
    ...{ onReply: ignore, onHint: ignore, onBalances: ignore, onPrice: ignore },
    ...{
      onConnection: ignore,
      onCancelFailed: ignore,
      onCallBreaker: ignore,
      onBookDropped: ignore,
    },
  }
}

/** Trades that were not told exactly once, and books that do not say what their last change said. */
function lostOf(client: CcxtExchangeClient, trades: readonly string[], end: FloodEnd): number {
  const told = new Set(trades).size
  const wrongTrades = Math.abs(end.own - told) + (trades.length - told)
  const wrongBooks = end.books.filter(([id, updateId], market) => {
    const [bid] = client.readBook(SYMBOLS[market] ?? id)?.bids ?? []
    return bid?.quantity !== updateId * 10 ** AMOUNT_DECIMALS
  })
  return wrongTrades + wrongBooks.length
}

/** What is really kept, in MB: without what nobody needs any more. */
function keptMb(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed / 2 ** 20
}
