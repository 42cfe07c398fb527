import type { Balance } from '../../domain/balance.ts'
import type { Execution } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { Price } from '../../domain/price.ts'
import { failure, success } from '../../domain/result.ts'
import type { Answer, OrderReport, TransferReport } from '../../ports/exchange-client.ts'
import { type KeyReport, UNKNOWN_KEY } from '../../ports/key-report.ts'
import type { AccountConnection } from './account-connection.ts'
import type { AnswerReader } from './answer-reader.ts'
import type { MarkedOrders, Params, RequestKind } from './exchange-facts.ts'
import { marketFromCcxt } from './market-rules.ts'
import { allOpenOrders } from './open-order-pages.ts'
import { classifyLookup, type FailedCall } from './order-failure.ts'
import { parseLastPrice } from './parse-last-price.ts'
import { parseTransfers } from './parse-transfers.ts'
import { isTradedSpot } from './spot-market.ts'
import { allTrades, type Span } from './trade-pages.ts'
import { holdsList } from './whole-answer.ts'

/** What ccxt throws when a question is not one for this key. */
const REFUSALS = ['PermissionDenied', 'AuthenticationError', 'NotSupported', 'AccountNotEnabled']

interface MarkedSwitch {
  readonly timeoutMs: number
  readonly marked: MarkedOrders
}

/** Asks what the account holds, has open and has traded. A question that fails is an answer of its own. */
export class AccountQueries {
  readonly #connection: AccountConnection
  readonly #answers: AnswerReader

  constructor(connection: AccountConnection, answers: AnswerReader) {
    this.#connection = connection
    this.#answers = answers
  }

  async openOrders(): Promise<Answer<readonly OrderReport[]>> {
    // The lists overlap where an exchange has one for all.
    const reports = new Map<string, OrderReport>()
    const { openOrdersParams, openOrderPages } = this.#connection.facts.history
    for (const { symbol, params } of this.#openOrderLists()) {
      const { questions } = this.#connection
      const listed = await allOpenOrders(openOrderPages, (page) =>
        this.#askList(() => {
          const all = { ...openOrdersParams, ...params, ...page }
          return questions.fetchOpenOrders(symbol, undefined, undefined, all)
        }),
      )
      if (!listed.ok) return listed
      const orders = this.#answers.reports(listed.value)
      if (!orders.ok) return orders
      for (const report of orders.value) {
        reports.set(`${report.symbol} ${report.exchangeOrderId}`, report)
      }
    }
    return success([...reports.values()])
  }

  /** Some exchanges list one market at a time, and orders that wait for a price apart from the others. */
  #openOrderLists(): readonly { symbol: string | undefined; params: Params }[] {
    const { history, clientIds, orders } = this.#connection.facts
    const symbols: readonly (string | undefined)[] = history.openOrdersNeedSymbol
      ? this.#connection.symbols()
      : [undefined]
    const plain = {}
    const { cancel: conditional } = clientIds.byExchangeId(true)
    const listsConditionals = orders.kinds.stop.native && Object.keys(conditional).length > 0
    const conditionals = history.conditionalLists ?? (listsConditionals ? [conditional] : [])
    const lists = [plain, ...conditionals]
    return symbols.flatMap((symbol) => lists.map((params) => ({ symbol, params })))
  }

  async executions(symbol: string, since: number): Promise<Answer<readonly Execution[]>> {
    const { facts } = this.#connection
    const { tradesWindowMs: windowMs, tradesPageSize: pageSize, tradesFiltered } = facts.history
    const listed = await allTrades(since, {
      ask: (span) => this.#askTrades(tradesFiltered ? symbol : undefined, span),
      pageSize,
      windowMs,
      now: this.#connection.exchangeNow(),
    })
    if (!listed.ok) return listed
    const trades = this.#answers.executions(listed.value.filter((one) => one.symbol === symbol))
    if (!trades.ok) return trades
    const once = new Map(
      trades.value.map((trade) => [`${trade.exchangeOrderId} ${trade.fillId}`, trade]),
    )
    return success([...once.values()].sort((a, b) => a.time - b.time))
  }

  /** Rather a little more than was meant than a little less. */
  #askTrades(symbol: string | undefined, { from, until }: Span): Promise<Answer<unknown>> {
    const { questions, facts } = this.#connection
    const { tradesPageSize, tradesResolutionMs: unit } = facts.history
    const params = until === null ? {} : { until: Math.ceil(until / unit) * unit }
    return this.#askList(() => questions.fetchMyTrades(symbol, from, tradesPageSize, params))
  }

  async balances(): Promise<Answer<readonly Balance[]>> {
    const { questions } = this.#connection
    const answer = await this.#askList(() => questions.fetchBalance())
    return answer.ok ? this.#answers.balances(answer.value) : answer
  }

  /** Where a key or a testnet does not tell of them, they show as balances that differ. */
  async transfers(since: number): Promise<Answer<readonly TransferReport[]>> {
    const { questions, exchange } = this.#connection
    const transfers: TransferReport[] = []
    for (const kind of ['deposit', 'withdrawal'] as const) {
      const method = kind === 'deposit' ? 'fetchDeposits' : 'fetchWithdrawals'
      if (exchange.has[method] !== true || exchange.isSandboxModeEnabled === true) continue
      const answer = await this.#connection.call('account', () =>
        questions[method](undefined, since),
      )
      if (!answer.ok && mayNotAsk(answer.error)) continue
      if (!answer.ok) return this.#unanswered(answer)
      if (!holdsList(answer.requests, this.#connection.facts)) return failure(this.#notWhole())
      const parsed = parseTransfers(answer.value, kind)
      if (!parsed.ok) return parsed
      transfers.push(...parsed.value)
    }
    return success(transfers)
  }

  async key(): Promise<Answer<KeyReport>> {
    const { exchange, facts, name } = this.#connection
    if (facts.key === null) return success(UNKNOWN_KEY)
    if (exchange.isSandboxModeEnabled === true && !facts.key.isOnTestnet)
      return success(UNKNOWN_KEY)
    const { path, section, method } = facts.key.request
    const answer = await this.#ask('account', () => exchange.request(path, section, method))
    if (!answer.ok) return answer
    const report = facts.key.read(answer.value)
    return report.ok ? report : failure(`${name}: ${report.error}`)
  }

  /** Starts the time anew after which the exchange cancels what carries its mark. */
  async renewSwitch({ timeoutMs, marked }: MarkedSwitch): Promise<Answer<null>> {
    const { exchange, name } = this.#connection
    const answer = await this.#ask('account', () =>
      exchange.cancelAllOrdersAfter(timeoutMs, marked.arm),
    )
    if (!answer.ok) return answer
    const isArmed = marked.isArmed(answer.value)
    return isArmed ? success(null) : failure(`${name} did not say that the time runs`)
  }

  async market(symbol: string): Promise<Answer<Market>> {
    const { publicExchange: exchange, name } = this.#connection
    const loaded = await this.#connection.loadMarkets()
    if (!loaded.ok) return this.#unanswered(loaded)
    const listed = exchange.markets?.[symbol]
    if (!isTradedSpot(listed)) return failure(`${symbol} is not traded on ${name} at present`)
    const precisionMode = Number(exchange.precisionMode)
    return marketFromCcxt({ listed, precisionMode, decimalsSeen: 0 })
  }

  async price(market: Market): Promise<Answer<Price>> {
    const { publicExchange } = this.#connection
    const answer = await this.#ask('market-data', () => publicExchange.fetchTicker(market.symbol))
    return answer.ok ? parseLastPrice(answer.value, market) : answer
  }

  async #ask(kind: RequestKind, run: () => Promise<unknown>): Promise<Answer<unknown>> {
    const answer = await this.#connection.call(kind, run)
    return answer.ok ? success(answer.value) : this.#unanswered(answer)
  }

  async #askList(run: () => Promise<unknown>): Promise<Answer<unknown>> {
    const answer = await this.#connection.call('account', run)
    if (!answer.ok) return this.#unanswered(answer)
    const isWhole = holdsList(answer.requests, this.#connection.facts)
    return isWhole ? success(answer.value) : failure(this.#notWhole())
  }

  #notWhole(): string {
    return `${this.#connection.name}'s answer was not complete.`
  }

  #unanswered(failed: FailedCall): Answer<never> {
    const lookup = classifyLookup(failed, this.#connection.failureContext)
    this.#connection.heed(lookup)
    return { ...failure(lookup.reason), isKeyRefused: lookup.isKeyRefused }
  }
}

/** The key lacks the permission, or the exchange the service. */
function mayNotAsk(error: unknown): boolean {
  return error instanceof Error && REFUSALS.includes(error.name)
}
