import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'vitest'
import type { PlaceRequest } from '../../app/contract/control.ts'
import { ZERO_MONEY } from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import type { Order } from '../../app/domain/order.ts'
import { success } from '../../app/domain/result.ts'
import { openAlerts } from '../../app/engine/alerts/open-alerts.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import type { KeySource } from '../../app/ports/key-source.ts'
import { type FakeExchange, MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { BNB_USDT, LISTED_SYMBOLS } from '../fake-exchange/listed-symbols.ts'
import { differences } from './compare-books.ts'
import { type Fake, ourId } from './fakes.ts'
import { scaledClock } from './scaled-clock.ts'

/** How many times faster than real an exchange and an engine live here. */
export const SPEED = 10
/** In real time; a hanging request alone takes ten seconds of it. */
export const PATIENCE_MS = 60_000

/** Of the test that it is for: several run at once. */
export type Scope = Pick<TestContext, 'expect' | 'onTestFinished'>

/** A whole engine on a real ledger at a fake exchange. */
export class EngineBench {
  readonly exchange: FakeExchange
  /** The profile that it was opened in. */
  readonly workspace: Workspace
  readonly #directory: string
  readonly #scope: Scope
  readonly #fake: Fake
  #wishes = 0

  constructor(parts: {
    readonly scope: Scope
    readonly fake: Fake
    readonly exchange: FakeExchange
    readonly workspace: Workspace
    readonly directory: string
  }) {
    this.#scope = parts.scope
    this.#fake = parts.fake
    this.exchange = parts.exchange
    this.workspace = parts.workspace
    this.#directory = parts.directory
  }

  /** The one that runs: an account may be opened anew meanwhile. */
  get session(): AccountSession {
    const { session } = this.workspace
    if (session === null) throw new Error('no account is open')
    return session
  }

  /** Places an order; returns its id once it is written down, or throws because it was refused. */
  async place(terms: Partial<PlaceRequest> = {}): Promise<string> {
    this.#wishes += 1
    const wish: PlaceRequest = {
      ...{ intentId: `m-${this.#wishes}`, symbol: 'BTC/USDT', side: 'buy', type: 'limit' },
      ...{ quantity: '0.01', price: '29000', triggerPrice: null },
      ...{ timeInForce: 'gtc', postOnly: false },
      ...terms,
    }
    const placed = await this.session.place(wish, 'window')
    if (!placed.ok) throw new Error(placed.error.message)
    if (placed.value.kind === 'sent') return placed.value.order.clientOrderId
    throw new Error(`not sent: ${JSON.stringify(placed.value, withAmountsAsText)}`)
  }

  order(clientOrderId: string): Order | undefined {
    return this.session.engine.desk.findOrder(clientOrderId)
  }

  state(clientOrderId: string): Order['state'] | undefined {
    return this.order(clientOrderId)?.state
  }

  /** How the ledger on disk and the exchange's own books differ. */
  get differences(): readonly string[] {
    const { session, exchange } = this
    const calledByUs = (theirs: string) => ourId(this.#fake, theirs)
    return differences({ session, exchange, directory: this.#directory, calledByUs })
  }

  /** Waits until something is so, for as long as an exchange may keep us waiting. */
  patiently<Value>(look: () => Value) {
    return this.#scope.expect.poll(look, { interval: 50, timeout: PATIENCE_MS })
  }

  /** Until both agree and nothing is in doubt. */
  async agreed(): Promise<void> {
    await this.patiently(() =>
      Array.from(this.session.engine.desk.openOrders(), isInDoubt),
    ).not.toContain(true)
    await this.patiently(() => this.differences).toEqual([])
  }
}

function isInDoubt({ state }: Order): boolean {
  return state === 'submitting' || state === 'unresolved'
}

interface BenchWishes {
  readonly seed?: number
  readonly bots?: readonly Bot[]
  /** How much of Binance's own coin is in the account, and pays the fees. */
  readonly bnb?: string
  /** Happens at the exchange before the account is opened. */
  readonly before?: (exchange: FakeExchange, now: number) => void
  /** Where a webhook hears of every alert that is bad. */
  readonly alertsTo?: string
  /** From the keychain, instead of those that the exchange knows. */
  readonly keys?: KeySource
}

/** BTC/USDT at 30000, and 100000 USDT and 10 BTC in the account; reconciled. */
export async function openEngineBench(
  fake: Fake,
  scope: Scope,
  { seed = 1, bots = [], bnb, before, alertsTo, keys }: BenchWishes = {},
): Promise<EngineBench> {
  const clock = scaledClock(SPEED)
  const wallNow = () => clock.now()
  const { exchange } = fake.make({
    ...{ seed, speed: SPEED, startTime: clock.now(), wallNow },
    ...(bnb === undefined ? {} : { listed: [...LISTED_SYMBOLS, BNB_USDT] }),
  })
  const exchangeUrl = await exchange.start()
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '100000')
  exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', '10')
  if (bnb !== undefined) {
    exchange.engine.deposit(MAIN_ACCOUNT, 'BNB', bnb)
    exchange.engine.setFees(MAIN_ACCOUNT, { discountAsset: 'BNB' })
  }
  exchange.market.setPrice('BTCUSDT', '30000')
  before?.(exchange, clock.now())
  const directory = mkdtempSync(join(tmpdir(), 'cryptobot-test-'))
  const { apiKey, apiSecret: secret, passphrase, exchangeId } = fake
  const workspace = new Workspace({
    directory,
    clock,
    keys: keys ?? { keysFor: async () => success({ apiKey, secret, passphrase }) },
    exchangeUrl,
    observers: { publish: () => undefined, listener: NO_LISTENER },
    ...(alertsTo === undefined
      ? {}
      : { openAlerts: (audit) => openAlerts({ ...ALERTS, directory, audit, clock }) }),
  })
  if (alertsTo !== undefined) await addWebhook(workspace, alertsTo)
  scope.onTestFinished(async () => {
    workspace.close()
    await exchange.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  const market = { exchangeId, symbol: 'BTC/USDT', timeframe: '1m' } as const
  const opened = await workspace.openAccount({
    source: { kind: 'exchange', mode: 'live', ...market },
    startingBalance: ZERO_MONEY,
    bots,
    isBrief: false,
  })
  if (!opened.ok) throw new Error(opened.error.message)
  const session = opened.value
  const ledger = join(directory, 'accounts', session.accountId)
  const bench = new EngineBench({ scope, fake, exchange, workspace, directory: ledger })
  await bench.patiently(() => session.engine.isReconciled).toBe(true)
  return bench
}

const ALERTS = {
  secrets: {
    load: async () => success('a secret to sign with'),
    save: async () => success(null),
    remove: async () => success(null),
  },
  desktop: null,
  report: (error: unknown) => {
    throw error
  },
}

async function addWebhook(workspace: Workspace, url: string): Promise<void> {
  const alerts = workspace.alerts()
  if (!alerts.ok) throw new Error(alerts.error.message)
  const channel = { kind: 'webhook', id: 'hook', name: 'Hook', url } as const
  const saved = await alerts.value.saveChannel(channel, 'a secret to sign with')
  if (!saved.ok) throw new Error(saved.error.message)
}

function withAmountsAsText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
