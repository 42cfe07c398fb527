import { expect, onTestFinished } from 'vitest'
import { z } from 'zod'
import { balanceRecord } from '../../app/contract/account-records.ts'
import type { ControlAnswer, ControlRequest, PlaceRequest } from '../../app/contract/control.ts'
import type { Drift } from '../../app/domain/drift.ts'
import { openAccountReader } from '../../app/storage/account-reader.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { CommandLine } from '../../main/cli/command-line.fixture.ts'
import { askEngine } from '../../main/control/ask-engine.ts'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-exchange/fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { amountText } from '../fake-exchange/matching/amount.ts'
import {
  ARMED,
  CLOCK_VARIABLE,
  CRASH_VARIABLE,
  type CrashPoint,
  type DISARMED,
  DISK_VARIABLE,
  type DiskFault,
  type FastClock,
  fastNow,
} from './crash-point.ts'
import { exchangeBooks } from './exchange-books.fixture.ts'
import { ledgerBooks } from './ledger-books.fixture.ts'

const PRELOAD = new URL('./preload.ts', import.meta.url).href
/** What takes the exchange's 15 seconds until nothing can arrive any more then takes one. */
const SPEED = 20
/** Longer than anything takes but a hang. */
const PATIENCE_MS = 8_000

const KEYS = { CRYPTOBOT_API_KEY: API_KEY, CRYPTOBOT_API_SECRET: API_SECRET }
interface Setting {
  readonly clock: FastClock
  /** Deposits are only told where money is real: then it is the loopback interface that makes it safe. */
  readonly mode: 'testnet' | 'live'
}

interface StoryOptions {
  readonly speed?: number
  readonly mode?: Setting['mode']
}

/** Where a process dies: at a point of its own, or when a request of it has arrived, whether the exchange does it or not. */
export type Ending =
  | CrashPoint
  | {
      readonly kind: 'arrival'
      readonly method: 'POST' | 'DELETE'
      readonly isDone: boolean
      /** Of a single order, unless told otherwise. */
      readonly path?: string
    }

/** The real command line, killed and started again, at an exchange that never stops. */
export class CrashStory {
  readonly exchange: FakeBinance
  readonly profile: string
  readonly #url: string
  readonly #clock: FastClock
  readonly #mode: Setting['mode']

  private constructor(exchange: FakeBinance, url: string, { clock, mode }: Setting) {
    this.exchange = exchange
    this.#url = url
    this.#clock = clock
    this.#mode = mode
    this.profile = temporaryFolder()
  }

  /** With 10,000 USDT, two BTC and some BNB in the account, and a price of 30,000 that stays. */
  static async open({ speed = SPEED, mode = 'testnet' }: StoryOptions = {}): Promise<CrashStory> {
    const clock = { startedAt: Date.now(), speed }
    const wallNow = () => fastNow(clock)
    const exchange = new FakeBinance({ speed, startTime: clock.startedAt, wallNow })
    exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
    exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', '2')
    exchange.engine.deposit(MAIN_ACCOUNT, 'BNB', '5')
    exchange.market.setPrice('BTCUSDT', '30000')
    const url = await exchange.start()
    onTestFinished(() => exchange.stop())
    return new CrashStory(exchange, url, { clock, mode })
  }

  command(args: readonly string[], crash?: CrashPoint): CommandLine {
    return this.#command(
      args,
      crash === undefined ? {} : { [CRASH_VARIABLE]: JSON.stringify(crash) },
    )
  }

  #command(args: readonly string[], wish: Readonly<Record<string, string>>): CommandLine {
    const clock = { [CLOCK_VARIABLE]: JSON.stringify(this.#clock) }
    return new CommandLine(args, { environment: { ...KEYS, ...clock, ...wish }, preload: PRELOAD })
  }

  get account(): readonly string[] {
    const where = ['--profile', this.profile, '--exchange-url', this.#url]
    return [...where, '--mode', this.#mode, '--exchange', 'binance']
  }

  /** An engine that runs on with the account that there is. */
  run(crash?: CrashPoint): CommandLine {
    return this.command(['run', '--headless', '--arm-live', 'I understand', ...this.account], crash)
  }

  place(intent: string, crash?: CrashPoint): CommandLine {
    const order = ['--symbol', 'BTC/USDT', '--side', 'buy', '--type', 'limit']
    const size = ['--quantity', '0.01', '--price', '20000', '--intent', intent]
    return this.command(['place', ...this.account, ...order, ...size], crash)
  }

  /** An engine whose disk can be spoiled. */
  runOnDisk(fault: DiskFault): CommandLine {
    return this.#command(['run', '--headless', ...this.account], { [DISK_VARIABLE]: fault })
  }

  /** The disk is spoiled, or well again. */
  async turnDisk(run: CommandLine, to: typeof ARMED | typeof DISARMED): Promise<void> {
    run.kill('SIGUSR2')
    await run.warned(new RegExp(`^${to}$`, 'm'))
  }

  /** An engine that will die of this, once it is armed. */
  runTo(ending: Ending): CommandLine {
    return ending.kind === 'arrival' ? this.run() : this.run(ending)
  }

  /** From now on the engine dies where it is meant to. */
  async arm(run: CommandLine, ending: Ending): Promise<void> {
    if (ending.kind === 'arrival') {
      const { method, isDone, path = '/api/v3/order' } = ending
      const where = { path, method, moment: isDone ? 'after' : 'before' } as const
      const action = () => run.kill('SIGKILL')
      this.exchange.failWith({ kind: 'meanwhile', action }, where, 1)
      return
    }
    run.kill('SIGUSR2')
    await run.warned(new RegExp(`^${ARMED}$`, 'm'))
  }

  /** Through the socket of the engine that runs. */
  async ask(request: ControlRequest): Promise<ControlAnswer> {
    const answer = await askEngine(this.profile, request)
    if (answer === undefined) throw new Error('no engine runs')
    return answer
  }

  /** Asks an engine for what it is to die of; it may have answered before. */
  async askLast(run: CommandLine, request: ControlRequest): Promise<void> {
    const asked = this.ask(request).then((answer) => {
      const isRefused = answer.ok && answer.outcome.kind === 'refused'
      if (isRefused) throw new Error(`it lives: ${JSON.stringify(answer.outcome)}`)
    })
    await Promise.all([run.status(), asked])
  }

  /** Our record is the exchange's: orders, fills once each, balances; and nothing is left to explain. */
  async expectAgreement(takenOver: readonly number[] = []): Promise<void> {
    await expect
      .poll(() => this.#read(ledgerBooks), { interval: 20, timeout: PATIENCE_MS })
      .toEqual(exchangeBooks(this.exchange, takenOver))
    await expect.poll(() => this.openDrifts(), { timeout: PATIENCE_MS }).toEqual([])
  }

  /** The same as a person reads it. */
  async expectBalances(): Promise<void> {
    const command = this.command(['balances', '--profile', this.profile, '--json'])
    expect(await command.status()).toBe(0)
    const told = z.array(balanceRecord).parse(JSON.parse(command.output))
    const theirs = this.exchange.engine.state.account(MAIN_ACCOUNT).balances()
    expect(told.toSorted((a, b) => a.currency.localeCompare(b.currency))).toEqual(
      theirs
        .map(({ asset, free, locked }) => ({
          currency: asset,
          free: amountText(free),
          used: amountText(locked),
          total: amountText(free + locked),
        }))
        .toSorted((a, b) => a.currency.localeCompare(b.currency)),
    )
  }

  openDrifts(): readonly Drift[] {
    return this.#read((account) => account.drifts().filter(({ state }) => state === 'open'))
  }

  /** How many trades are in the ledger. */
  bookedFills(): number {
    return this.#read((account) => account.fills().length)
  }

  /** Client order ids of what is watched here. */
  waitingIds(): readonly string[] {
    const orders = this.#read((account) => account.orders())
    return orders.filter(({ state }) => state === 'waiting').map((order) => order.clientOrderId)
  }

  #read<Value>(read: (account: ReturnType<typeof openAccountReader>) => Value): Value {
    const account = openAccountReader(`${this.profile}/accounts/${this.#mode}-binance`)
    try {
      return read(account)
    } finally {
      account.close()
    }
  }

  /** Nothing is left over from an order: what is open is taken back. */
  async clear(): Promise<void> {
    await this.ask({ kind: 'cancel-all' })
    await this.expectAgreement()
  }

  /** Ends an engine that runs, as its user would. */
  async end(run: CommandLine): Promise<void> {
    run.kill('SIGTERM')
    await run.status()
  }

  /** How many orders the exchange ever had under the id of an intent. */
  ordersOf(intentId: string): number {
    const { orders } = this.exchange.engine.state
    return orders.all().filter(({ clientOrderId }) => clientOrderId.endsWith(`-${intentId}`)).length
  }

  /** Of the newest order that the exchange has. */
  get lastOrderId(): number {
    return this.exchange.engine.state.orders.all().at(-1)?.id ?? 0
  }
}

/** Until the engine has held its record against the exchange's. */
export async function reconciled(run: CommandLine): Promise<void> {
  await run.told('status', ({ reconciliation }) => reconciliation.isReconciled)
}

export function orderFor(intentId: string, changes: Partial<PlaceRequest> = {}) {
  const plain = { symbol: 'BTC/USDT', side: 'buy', quantity: '0.01', triggerPrice: null } as const
  const limit = { type: 'limit', price: '20000', timeInForce: 'gtc', postOnly: false } as const
  return { kind: 'place', intentId, ...plain, ...limit, ...changes } as const
}

/** Trades at once. */
export function marketOrder(intentId: string) {
  return orderFor(intentId, { type: 'market', price: null })
}
