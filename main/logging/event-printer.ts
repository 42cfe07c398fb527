import type { EventLine } from '../../app/contract/event-lines.ts'
import { formatAmount } from '../../app/domain/amount.ts'
import type { BreakerChange } from '../../app/domain/breaker.ts'
import { formatPrice } from '../../app/domain/price.ts'
import type { EngineListener } from '../../app/engine/engine-listener.ts'
import type { KillSwitchProgress } from '../../app/engine/guard/wind-downs.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import { driftRecord, fillRecord, orderRecord } from '../../app/engine/view/account-records.ts'

/** Tells what the engine of the open account does, as event lines. Nothing before it is open. */
export class EventPrinter implements EngineListener {
  readonly #print: (line: EventLine) => void
  readonly #session: () => AccountSession | null
  /** What was said last of the state of things, and of an order: changes that do not show are not told again. */
  #status = ''
  #order = ''

  constructor(print: (line: EventLine) => void, session: () => AccountSession | null) {
    this.#print = print
    this.#session = session
  }

  candleClosed(
    ...[{ openTime, open, high, low, close, volume }, equity]: Parameters<
      EngineListener['candleClosed']
    >
  ): void {
    const session = this.#session()
    if (session === null) return
    const { market, timeframe } = session.series
    this.#print({
      event: 'candle',
      time: openTime,
      symbol: market.symbol,
      timeframe,
      open: formatPrice(market, open),
      high: formatPrice(market, high),
      low: formatPrice(market, low),
      close: formatPrice(market, close),
      volume: formatAmount(volume),
      equity: formatAmount(equity),
    })
  }

  candleRevised(): void {
    // A line of its own, which the engine's decision log has, says what changed.
  }

  orderChanged(order: Parameters<EngineListener['orderChanged']>[0]): void {
    const session = this.#session()
    if (session === null) return
    const line: EventLine = { event: 'order', order: orderRecord(order, session.markets) }
    const text = JSON.stringify(line)
    if (text === this.#order) return
    this.#order = text
    this.#print(line)
  }

  fillBooked(fill: Parameters<EngineListener['fillBooked']>[0]): void {
    const session = this.#session()
    if (session === null) return
    this.#print({ event: 'fill', fill: fillRecord(fill, session.markets) })
  }

  decisionLogged(record: Parameters<EngineListener['decisionLogged']>[0]): void {
    const { time, botId: bot, kind, reason, detail, intentId } = record
    this.#print({ event: 'decision', time, bot, kind, reason, detail: detail(), intentId })
  }

  driftChanged(drift: Parameters<EngineListener['driftChanged']>[0]): void {
    this.#print({ event: 'drift', drift: driftRecord(drift) })
  }

  breakerChanged({ kind, trip }: BreakerChange): void {
    const { name, scope, reason, since: time, setting } = trip
    this.#print({
      event: 'breaker',
      time,
      name,
      scope,
      state: kind,
      action: setting.action,
      reason,
    })
  }

  killSwitchChanged(progress: KillSwitchProgress | null): void {
    if (progress !== null) this.#print({ event: 'kill-switch', steps: [...progress.steps] })
  }

  statusChanged(): void {
    const session = this.#session()
    if (session === null) return
    const { trading, feed, isReconciled, desk } = session.engine
    const reconciliation = { isReconciled, trouble: desk.trouble }
    const { state, message } = feed
    const line: EventLine = { event: 'status', trading, feed: { state, message }, reconciliation }
    const text = JSON.stringify(line)
    if (text === this.#status) return
    this.#status = text
    this.#print(line)
  }
}
