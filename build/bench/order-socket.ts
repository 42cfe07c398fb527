import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { approved, price, SAMPLE_MARKET } from '../../app/domain/sample-market.fixture.ts'
import { AccountConnection } from '../../app/exchanges/ccxt/account-connection.ts'
import { CcxtExchangeClient } from '../../app/exchanges/ccxt/ccxt-exchange-client.ts'
import { factsOf } from '../../app/exchanges/ccxt/facts-of.ts'
import { RequestScheduler } from '../../app/exchanges/ccxt/request-scheduler.ts'
import { loadSignedExchange } from '../../app/exchanges/ccxt/signed-exchange.fixture.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ID_PREFIX } from '../../app/execution/client-order-id.ts'
import { ReliableOrderExecutor } from '../../app/execution/order-executor.ts'
import { OrderTracker } from '../../app/execution/order-tracker.ts'
import { UNMEASURED } from '../../app/ports/measured.ts'
import { AccountStores } from '../../app/storage/account-stores.ts'
import { type Benchmark, compare, median, percentile } from './measurement.ts'

const RUNS = 5
const ORDERS_PER_RUN = 300
/** The first ones find nothing compiled and no connection open. */
const WARM_UP = 100
const GOAL = 2
/** No exchange allows as many orders a minute as a benchmark sends. */
const UNLIMITED = 1_000_000

/**
 * From an approved order to its bytes handed to the socket, through store, executor and ccxt, against one bare single-row
 * commit: what writing first may cost.
 */
export const orderSocket: Benchmark = {
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cryptobot-bench-'))
    const server = new Worker(new URL('./order-server.ts', import.meta.url))
    try {
      const [port] = await once(server, 'message')
      return [await measure(folder, `http://127.0.0.1:${port}`)]
    } finally {
      await server.terminate()
      rmSync(folder, { recursive: true })
    }
  },
}

async function measure(folder: string, url: string) {
  const stores = new AccountStores(join(folder, 'account'))
  const bare = new Database(join(folder, 'bare.db'))
  const commit = committing(bare)
  const send = await sending(stores, url)
  for (let order = 0; order < WARM_UP; order += 1) await send()
  const runs: { ours: number; yardstick: number }[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const ours: number[] = []
    const yardstick: number[] = []
    for (let order = 0; order < ORDERS_PER_RUN; order += 1) {
      ours.push(await send())
      yardstick.push(milliseconds(commit))
    }
    runs.push({ ours: percentile(ours, 99), yardstick: percentile(yardstick, 99) })
  }
  stores.close()
  bare.close()
  return compare({
    name: 'order.socket-p99',
    ours: median(runs.map(({ ours }) => ours)),
    yardstick: median(runs.map(({ yardstick }) => yardstick)),
    unit: 'ms',
    goal: GOAL,
    better: 'lower',
  })
}

/** Sends one order, and tells how long it took until its bytes were handed to the socket. */
async function sending(stores: AccountStores, url: string): Promise<() => Promise<number>> {
  const store = stores.ledger()
  store.saveMarket(SAMPLE_MARKET)
  const client = await clientOn(stores, url)
  const tracker = new OrderTracker(store)
  const parts = { store, tracker, exchange: client, clock: systemClock, idPrefix: ID_PREFIX }
  const executor = new ReliableOrderExecutor(parts)
  let settle: () => void = () => undefined
  client.connect({
    onReply: ({ clientOrderId, time }) => {
      tracker.apply({ kind: 'absent', clientOrderId, time })
      settle()
    },
    onExecution: () => undefined,
    onHint: () => undefined,
    onBalances: () => undefined,
    onPrice: () => undefined,
    onConnection: () => undefined,
    onCancelFailed: () => undefined,
    onBookDropped: () => undefined,
    onCallBreaker: () => undefined,
  })
  const wroteAt = watchSockets()
  let count = 0
  return async () => {
    count += 1
    const order = approved({ intentId: `b${count}-e`, type: 'limit', limitPrice: price('20000') })
    const settled = new Promise<void>((resolve) => {
      settle = resolve
    })
    const start = performance.now()
    const prepared = executor.prepare(order)
    if (!prepared.ok) throw new Error('the order was not prepared')
    executor.send(prepared.value)
    await settled
    return wroteAt() - start
  }
}

async function clientOn(stores: AccountStores, url: string): Promise<CcxtExchangeClient> {
  const exchange = await loadSignedExchange('binance', url)
  const facts = factsOf('binance')
  return new CcxtExchangeClient(
    new AccountConnection({
      exchange,
      publicExchange: exchange,
      facts: {
        ...facts,
        streams: {
          ...facts.streams,
          ...{ orders: 'none', trades: false, balance: false, bookLevels: 'none' },
        },
      },
      scheduler: new RequestScheduler({
        budget: { ...facts.budget, weightMax: UNLIMITED, kindLimits: {} },
        clock: systemClock,
      }),
      clock: systemClock,
      markets: stores.markets,
      measured: UNMEASURED,
      secrets: [],
    }),
  )
}

/** When bytes of a request were last handed to a socket. */
function watchSockets(): () => number {
  let at = 0
  const write = Socket.prototype.write
  Socket.prototype.write = function watched(this: Socket, ...input: Parameters<Socket['write']>) {
    at = performance.now()
    return Reflect.apply(write, this, input)
  } as Socket['write']
  return () => at
}

function committing(database: Database.Database): () => void {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)')
  const insert = database.prepare('INSERT INTO rows (text) VALUES (?)')
  return () => insert.run('one row')
}

function milliseconds(operation: () => void): number {
  const start = performance.now()
  operation()
  return performance.now() - start
}
