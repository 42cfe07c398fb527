import { formatAmount, type Money, subtract, ZERO_MONEY } from '../../domain/amount.ts'
import type { SummaryBase } from '../../ports/alert-store.ts'
import { type AlertSource, type News, titled } from './order-alerts.ts'

const DAY_MS = 86_400_000

/** How an account stands. */
export type Standing = SummaryBase & { readonly currency: string }

/** Whether the hour has struck since the last summary, by this machine's own clock and zone. */
export function isSummaryDue(last: number, hour: number, now: number): boolean {
  const struck = new Date(now)
  struck.setHours(hour, 0, 0, 0)
  if (struck.getTime() > now) struck.setDate(struck.getDate() - 1)
  return last < struck.getTime()
}

/** What happened since the summary before. `trades` is how many fills were booked since then. */
export function dailySummary(
  source: AlertSource,
  before: SummaryBase,
  after: Standing,
  trades: number,
): News {
  const { currency, equity } = after
  const signed = (from: Money, to: Money) => {
    const change = subtract(to, from)
    return `${change > ZERO_MONEY ? '+' : ''}${formatAmount(change)}`
  }
  const fees = formatAmount(subtract(after.feesPaid, before.feesPaid))
  const days = Math.max(1, Math.round((after.time - before.time) / DAY_MS))
  const span = days === 1 ? 'since the last summary' : `in ${days} days`
  return {
    id: `summary:${source.books}:${after.time}`,
    kind: 'daily-summary',
    severity: 'info',
    key: `summary:${source.books}`,
    title: titled(source, 'daily summary'),
    text: `Equity ${formatAmount(equity)} ${currency}, ${signed(before.equity, equity)} ${span}, deposits and withdrawals included. ${trades} ${trades === 1 ? 'fill' : 'fills'}; realised ${signed(before.realised, after.realised)}, fees ${fees}.`,
  }
}
