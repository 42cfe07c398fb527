import type { Alert } from '../../domain/alert.ts'
import { formatAmount } from '../../domain/amount.ts'
import type { DecisionRecord } from '../../domain/decision.ts'
import type { Drift } from '../../domain/drift.ts'
import type { Fill } from '../../domain/fill.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { Mode } from '../../domain/mode.ts'
import type { Order } from '../../domain/order.ts'
import { formatPrice } from '../../domain/price.ts'

/** Whose news they are. */
export interface AlertSource {
  readonly mode: Mode
  /** The account, and when it was opened: one that was reset uses the ids of its fills anew. */
  readonly books: string
  readonly markets: MarketBook
}

/** An alert but for the time when it is raised. */
export type News = Omit<Alert, 'time'>

/** Of an order that the exchange did not take; nothing for any other. */
export function executionFailure(source: AlertSource, order: Order): News | undefined {
  const { state, note, intent, clientOrderId } = order
  if (state !== 'rejected' && state !== 'absent') return undefined
  const what = wordsOf(order)
  return {
    id: `${state}:${source.books}:${clientOrderId}`,
    kind: 'execution-failure',
    severity: 'warning',
    key: `execution-failure:${source.books}:${intent.symbol}`,
    title: titled(source, `order ${state === 'rejected' ? 'rejected' : 'lost on its way'}`),
    text:
      state === 'rejected'
        ? `The exchange rejected ${what}: ${note ?? 'it did not say why'}. It is not sent again.`
        : `The order to ${what} never reached the exchange. It is not sent again.`,
  }
}

export function unresolvedOrder(source: AlertSource, order: Order): News {
  return {
    id: `unresolved:${source.books}:${order.clientOrderId}`,
    kind: 'unresolved-order',
    severity: 'critical',
    key: `unresolved:${source.books}:${order.clientOrderId}`,
    title: titled(source, 'order unresolved'),
    text: `For more than a minute nobody knows whether the exchange has the order to ${wordsOf(order)}. Cryptobot keeps asking and does not send it twice: do not place it again.`,
  }
}

/** Of one that was told to be unresolved. */
export function resolvedOrder(source: AlertSource, order: Order): News {
  return {
    id: `resolved:${source.books}:${order.clientOrderId}`,
    kind: 'unresolved-order',
    severity: 'warning',
    key: `unresolved:${source.books}:${order.clientOrderId}`,
    title: titled(source, 'order resolved'),
    text: `It is known what became of the order to ${wordsOf(order)}: ${BECAME[order.state] ?? order.state}.`,
  }
}

const BECAME: Partial<Readonly<Record<Order['state'], string>>> = {
  open: 'it is at the exchange',
  'partially-filled': 'it is at the exchange, and a part of it has traded',
  filled: 'it has traded',
  cancelled: 'it is cancelled',
  rejected: 'the exchange rejected it',
  absent: 'it never reached the exchange',
}

/** Of a drift that waits for a decision; nothing for any other. */
export function driftFound(source: AlertSource, drift: Drift): News | undefined {
  const { driftId, kind, about, ours, theirs, since, state, currencies } = drift
  if (state !== 'open') return undefined
  const waits =
    currencies.length === 0 ? '' : ` No bot enters in ${currencies.join(' or ')} meanwhile.`
  return {
    id: `drift:${source.books}:${driftId}:${since}`,
    kind: 'drift',
    severity: kind === 'missing-stop' ? 'critical' : 'warning',
    key: `drift:${source.books}:${kind}`,
    title: titled(source, `drift in ${about}`),
    text: `Ours: ${ours}. The exchange's: ${theirs}.${waits} Decide in the drift inbox.`,
  }
}

export function fillBooked(source: AlertSource, fill: Fill): News {
  const { fillId, side, symbol, quantity, cost, fee, feeCurrency, botId } = fill
  const market = source.markets.get(symbol)
  const verb = side === 'buy' ? 'bought' : 'sold'
  const price = formatPrice(market, fill.price)
  return {
    id: `fill:${source.books}:${symbol}:${fillId}`,
    kind: 'fill',
    severity: 'info',
    key: `fill:${source.books}:${symbol}`,
    title: titled(source, `${verb} ${formatAmount(quantity)} ${market.base} at ${price}`),
    text: `${formatAmount(cost)} ${market.quote}, fee ${formatAmount(fee)} ${feeCurrency}, by ${botId}.`,
  }
}

/** Of a stop, kept by the exchange or by Cryptobot, that has begun to trade; nothing for any other order. */
export function stopTraded(source: AlertSource, order: Order): News | undefined {
  const { type, purpose, symbol } = order.intent
  if (purpose !== 'exit' || order.filledQuantity <= 0 || !STOP_TYPES.includes(type))
    return undefined
  return {
    ...stopHit(source, symbol, order.clientOrderId),
    text: `The price reached a stop, which sells ${formatAmount(order.intent.quantity)} ${source.markets.get(symbol).base}.`,
  }
}

const STOP_TYPES: readonly Order['intent']['type'][] = ['stop', 'stop-limit', 'trailing-stop']

/** Of a bot's decision to leave because of its stop. */
export function stopDecided(
  source: AlertSource,
  symbol: string,
  record: Omit<DecisionRecord, 'detail'>,
): News {
  return {
    ...stopHit(source, symbol, record.intentId ?? String(record.time)),
    text: `${record.botId} sells in ${symbol}: ${record.reason}.`,
  }
}

function stopHit(source: AlertSource, symbol: string, orderId: string): Omit<News, 'text'> {
  return {
    id: `stop:${source.books}:${orderId}`,
    kind: 'stop-hit',
    severity: 'warning',
    key: `stop:${source.books}:${symbol}`,
    title: titled(source, `stop hit in ${symbol}`),
  }
}

/** The mode in front: whether it is real money is what one wants to know first. */
export function titled({ mode }: AlertSource, title: string): string {
  return `${mode.charAt(0).toUpperCase()}${mode.slice(1)} · ${title}`
}

function wordsOf({ intent }: Order): string {
  return `${intent.side} ${formatAmount(intent.quantity)} ${intent.symbol} (${intent.type})`
}
