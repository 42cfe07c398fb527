import type { Balance } from '../../domain/balance.ts'
import type { Execution } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { Price } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import type { Transfer } from '../../domain/transfer.ts'
import type { Answer, OrderReport } from '../../ports/exchange-client.ts'
import type { AccountConnection } from './account-connection.ts'
import type { AnswerReader } from './answer-reader.ts'
import type { Params, RequestKind } from './exchange-facts.ts'
import { marketFromCcxt } from './market-rules.ts'
import { classifyLookup } from './order-failure.ts'
import { parseLastPrice } from './parse-last-price.ts'
import { parseTransfers } from './parse-transfers.ts'

/** Pages of one round of questions: beyond that, the rest is asked for in the next. */
const PAGES_MAX = 200

/** Asks what the account holds, has open and has traded. A question that fails is an answer of its own. */
export class AccountQueries {
  readonly #connection: AccountConnection
  readonly #answers: AnswerReader

  constructor(connection: AccountConnection, answers: AnswerReader) {
    this.#connection = connection
    this.#answers = answers
  }

  async openOrders(): Promise<Answer<readonly OrderReport[]>> {
    const reports: OrderReport[] = []
    for (const { symbol, params } of this.#openOrderLists()) {
      const { questions } = this.#connection
      const listed = await this.#ask('account', () =>
        questions.fetchOpenOrders(symbol, undefined, undefined, params),
      )
      if (!listed.ok) return listed
      const orders = this.#answers.reports(listed.value)
      if (!orders.ok) return orders
      reports.push(...orders.value)
    }
    return success(reports)
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
    const lists = listsConditionals ? [plain, conditional] : [plain]
    return symbols.flatMap((symbol) => lists.map((params) => ({ symbol, params })))
  }

  /** Page after page from a time to now. */
  async executions(symbol: string, since: number): Promise<Answer<readonly Execution[]>> {
    const { facts, questions, clock } = this.#connection
    const { tradesWindowMs, tradesPageSize } = facts.history
    const found = new Map<string, Execution>()
    let from = Math.max(0, since)
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const answer = await this.#ask('account', () =>
        questions.fetchMyTrades(symbol, from, tradesPageSize),
      )
      if (!answer.ok) return answer
      const trades = this.#answers.executions(answer.value)
      if (!trades.ok) return trades
      for (const trade of trades.value) found.set(trade.fillId, trade)
      const end = nextFrom(trades.value, from, tradesPageSize, tradesWindowMs)
      if (end === null || end > clock.now()) break
      from = end
    }
    return success([...found.values()].sort((a, b) => a.time - b.time))
  }

  async balances(): Promise<Answer<readonly Balance[]>> {
    const { questions } = this.#connection
    const answer = await this.#ask('account', () => questions.fetchBalance())
    return answer.ok ? this.#answers.balances(answer.value) : answer
  }

  /** Where a key or a testnet does not tell of them, they show as balances that differ. */
  async transfers(since: number): Promise<Answer<readonly Transfer[]>> {
    const { questions, exchange } = this.#connection
    const transfers: Transfer[] = []
    for (const kind of ['deposit', 'withdrawal'] as const) {
      const method = kind === 'deposit' ? 'fetchDeposits' : 'fetchWithdrawals'
      if (exchange.has[method] !== true || exchange.isSandboxModeEnabled === true) continue
      const answer = await this.#ask('account', () => questions[method](undefined, since))
      if (!answer.ok) continue
      const parsed = parseTransfers(answer.value, kind)
      if (!parsed.ok) return parsed
      transfers.push(...parsed.value)
    }
    return success(transfers)
  }

  async market(symbol: string): Promise<Answer<Market>> {
    const { publicExchange: exchange } = this.#connection
    const loaded = await this.#ask('market-data', () => this.#connection.loadMarkets())
    if (!loaded.ok) return loaded
    const listed = exchange.markets?.[symbol]
    if (listed === undefined) return failure(`${symbol} is not traded on ${this.#connection.name}`)
    return marketFromCcxt({
      listed,
      precisionMode: Number(exchange.precisionMode),
      decimalsSeen: 0,
    })
  }

  async price(market: Market): Promise<Answer<Price>> {
    const { publicExchange } = this.#connection
    const answer = await this.#ask('market-data', () => publicExchange.fetchTicker(market.symbol))
    return answer.ok ? parseLastPrice(answer.value, market) : answer
  }

  async #ask(
    kind: RequestKind,
    run: () => Promise<unknown>,
  ): Promise<Result<unknown, string>> {
    const answer = await this.#connection.call(kind, run)
    if (answer.ok) return success(answer.value)
    const { reason, retryAfterMs } = classifyLookup(answer, this.#connection.failureContext)
    if (retryAfterMs !== null) this.#connection.pause(retryAfterMs)
    return failure(reason)
  }
}

/** Where the next page begins; null when there is none. */
function nextFrom(
  trades: readonly Execution[],
  from: number,
  pageSize: number,
  windowMs: number | null,
): number | null {
  const last = trades.at(-1)
  if (last && trades.length >= pageSize) return Math.max(last.time, from + 1)
  return windowMs === null ? null : from + windowMs
}
