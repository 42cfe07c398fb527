import type { FillRecord, OrderRecord } from '../../app/contract/account-records.ts'
import type { EventLine } from '../../app/contract/event-lines.ts'

/** How a line of the log says it, and how important that is. */
export interface EventWords {
  readonly level: 'warn' | 'info' | 'debug'
  readonly text: string
  /** The order that it is about. */
  readonly clientOrderId?: string
}

type Of<Event extends EventLine['event']> = Extract<EventLine, { event: Event }>

const IN_TROUBLE: readonly OrderRecord['state'][] = ['unresolved', 'rejected', 'absent']

/** What the engine does, in words of the log. Candles, and decisions that lead to no order, are details. */
export function eventWords(line: EventLine): EventWords {
  switch (line.event) {
    case 'order':
      return orderWords(line.order)
    case 'fill':
      return fillWords(line.fill)
    case 'decision':
      return decisionWords(line)
    case 'drift':
      return driftWords(line)
    case 'breaker':
      return breakerWords(line)
    case 'kill-switch':
      return killSwitchWords(line)
    case 'status':
      return statusWords(line)
    case 'candle':
      return candleWords(line)
    case 'started':
    case 'ended':
      return info(`the account ${line.event} with ${line.equity} ${line.currency}`)
  }
}

function info(text: string): EventWords {
  return { level: 'info', text }
}

function orderWords(order: OrderRecord): EventWords {
  const { side, type, quantity, symbol, price, filled, state, note, clientOrderId } = order
  const at = price === null ? '' : ` at ${price}`
  const why = note === null ? '' : `: ${note}`
  return {
    level: IN_TROUBLE.includes(state) ? 'warn' : 'info',
    text: `${type} order to ${side} ${quantity} ${symbol}${at} is ${state}, ${filled} filled${why}`,
    clientOrderId,
  }
}

function fillWords(fill: FillRecord): EventWords {
  const { side, quantity, symbol, price, fee, feeCurrency, clientOrderId } = fill
  const verb = side === 'buy' ? 'bought' : 'sold'
  const text = `${verb} ${quantity} ${symbol} at ${price} for a fee of ${fee} ${feeCurrency}`
  return { level: 'info', text, clientOrderId }
}

function decisionWords({ bot, kind, reason, detail, intentId }: Of<'decision'>): EventWords {
  const text = `${bot} decided: ${kind}, ${reason} (${detail})`
  // What becomes of the engine itself is no detail.
  return { level: intentId === null && kind !== 'state' ? 'debug' : 'info', text }
}

function driftWords({ drift: { state, kind, about, ours, theirs } }: Of<'drift'>): EventWords {
  return {
    level: state === 'open' ? 'warn' : 'info',
    text: `drift ${state}: ${kind} of ${about}, here ${ours}, at the exchange ${theirs}`,
  }
}

function breakerWords({ name, scope, state, action, reason }: Of<'breaker'>): EventWords {
  return state === 'tripped'
    ? { level: 'warn', text: `breaker ${name} tripped for ${scope}, ${action}: ${reason}` }
    : info(`breaker ${name} is closed again for ${scope}`)
}

function killSwitchWords({ steps }: Of<'kill-switch'>): EventWords {
  const words = steps.map(({ kind, state, text }) => `${kind} ${state}: ${text}`)
  return { level: 'warn', text: `kill switch: ${words.join('; ')}` }
}

function statusWords({ trading, feed, reconciliation }: Of<'status'>): EventWords {
  const { isReconciled, trouble } = reconciliation
  const why = trading.reason === '' ? '' : ` (${trading.reason})`
  const prices = feed.message === '' ? feed.state : `${feed.state} (${feed.message})`
  const compared = isReconciled ? 'reconciled' : 'not reconciled yet'
  const isWell = trading.state === 'active' && feed.state !== 'stale' && feed.state !== 'failed'
  return {
    level: isWell && trouble === '' ? 'info' : 'warn',
    text: `trading ${trading.state}${why}, prices ${prices}, ${trouble === '' ? compared : trouble}`,
  }
}

function candleWords(candle: Of<'candle'>): EventWords {
  const { symbol, timeframe, time, open, high, low, close, volume } = candle
  const at = new Date(time).toISOString()
  return {
    level: 'debug',
    text: `candle ${symbol} ${timeframe} ${at}: ${open} ${high} ${low} ${close}, volume ${volume}`,
  }
}
