import type { Execution } from '../domain/fill.ts'
import { awaitsFills, isFinished, type Order } from '../domain/order.ts'
import { failure } from '../domain/result.ts'
import {
  type Answer,
  type ExchangeClient,
  type KeyVerdict,
  type OrderLookup,
  type OrderReference,
  type OrderReport,
  referenceTo,
} from '../ports/exchange-client.ts'
import { byClientOrderId } from './compare-orders.ts'
import { type ExchangeRecord, type Scope, strangerKey } from './exchange-record.ts'

export interface Questions {
  readonly scope: Scope
  readonly askedAt: number
  /** Orders of ours of which something may still come. */
  readonly orders: readonly Order[]
  /** Markets whose executions are asked for besides those of the orders in doubt. */
  readonly symbols: readonly string[]
  readonly executionsSince: number
  readonly transfersSince: number
  readonly isOurs: (execution: Execution) => boolean
}

/** So many that latency hardly matters, so few that they do not crowd out everything else. */
const LOOKUPS_AT_ONCE = 20

/**
 * Asks the exchange. The list of open orders comes first and balances last, so that what happens in between shows as
 * something new rather than as something missing.
 */
export async function gatherRecord(
  exchange: ExchangeClient,
  questions: Questions,
): Promise<ExchangeRecord> {
  const { scope, askedAt, executionsSince, transfersSince } = questions
  const failures: string[] = []
  let keyRefusal: string | null = null
  const fail = (reason: string, { isKeyRefused = false }: KeyVerdict) => {
    failures.push(reason)
    if (isKeyRefused) keyRefusal ??= reason
  }
  const ask = async <Value>(question: () => Promise<Answer<Value>>): Promise<Value | null> => {
    const answer = await question().catch(thrown)
    if (answer.ok) return answer.value
    fail(answer.error, answer)
    return null
  }
  const openOrders = scope === 'in-flight' ? null : await ask(() => exchange.fetchOpenOrders())
  const lookups = await lookUp(exchange, questions, openOrders)
  const executions: Execution[] = []
  const toldSymbols = new Set<string>()
  for (const symbol of symbolsOf(questions)) {
    const told = await ask(() => exchange.fetchExecutions(symbol, executionsSince))
    if (told === null) continue
    executions.push(...told)
    toldSymbols.add(symbol)
  }
  const strangers = await lookUpStrangers(exchange, questions, executions)
  for (const execution of executions) {
    const lookup = strangers.get(strangerKey(execution))
    if (lookup !== undefined && lookup.kind !== 'found') toldSymbols.delete(execution.symbol)
  }
  const isWhole = scope === 'books'
  const transfers = isWhole ? await ask(() => exchange.fetchTransfers(transfersSince)) : null
  const balances = isWhole ? await ask(() => exchange.fetchBalances()) : null
  for (const lookup of [...lookups.values(), ...strangers.values()]) {
    if (lookup.kind === 'failed') fail(lookup.reason, lookup)
  }
  return {
    scope,
    askedAt,
    openOrders,
    lookups,
    executions,
    toldSymbols,
    strangers,
    balances,
    transfers: (transfers ?? []).filter(({ isPending }) => isPending !== true),
    leaving: (transfers ?? []).filter(({ isPending }) => isPending === true),
    failures,
    keyRefusal,
  }
}

/** A question that ended otherwise than with an answer is one that was not answered. */
function thrown(error: unknown): Answer<never> {
  return failure(String(error))
}

/** Without a list of open orders, those in doubt are asked for in the next round rather than all of them now. */
async function lookUp(
  exchange: ExchangeClient,
  { scope, orders }: Questions,
  openOrders: readonly OrderReport[] | null,
): Promise<Map<string, OrderLookup>> {
  if (scope !== 'in-flight' && openOrders === null) return new Map()
  const listed = byClientOrderId(openOrders ?? [], orders)
  const missing = orders.filter(
    (order) => order.state !== 'waiting' && !isFinished(order) && !listed.has(order.clientOrderId),
  )
  return fetchOrders(
    exchange,
    missing.map((order) => ({ key: order.clientOrderId, reference: referenceTo(order) })),
  )
}

/** An execution may be the first that is heard of an order of ours: its answer was lost, and its id with it. */
async function lookUpStrangers(
  exchange: ExchangeClient,
  { isOurs }: Questions,
  executions: readonly Execution[],
): Promise<Map<string, OrderLookup>> {
  const strange = new Map<string, OrderReference>()
  for (const execution of executions) {
    const { symbol, exchangeOrderId, time } = execution
    if (isOurs(execution)) continue
    const reference = {
      symbol,
      exchangeOrderId,
      clientOrderId: null,
      type: 'limit',
      createdAt: time,
    } as const
    strange.set(strangerKey(execution), reference)
  }
  return fetchOrders(
    exchange,
    Array.from(strange, ([key, reference]) => ({ key, reference })),
  )
}

async function fetchOrders(
  exchange: ExchangeClient,
  wanted: readonly { readonly key: string; readonly reference: OrderReference }[],
): Promise<Map<string, OrderLookup>> {
  const found = new Map<string, OrderLookup>()
  for (let start = 0; start < wanted.length; start += LOOKUPS_AT_ONCE) {
    const batch = wanted.slice(start, start + LOOKUPS_AT_ONCE)
    await Promise.all(
      batch.map(async ({ key, reference }) => {
        const lookup = await exchange.fetchOrder(reference).catch(failedLookup)
        found.set(key, lookup)
      }),
    )
  }
  return found
}

function failedLookup(error: unknown): OrderLookup {
  return { kind: 'failed', reason: String(error) }
}

function symbolsOf({ orders, symbols }: Questions): ReadonlySet<string> {
  const inDoubt = orders.filter(
    (order) => order.state === 'unresolved' || order.state === 'submitting' || awaitsFills(order),
  )
  return new Set([...symbols, ...inDoubt.map(({ intent }) => intent.symbol)])
}
