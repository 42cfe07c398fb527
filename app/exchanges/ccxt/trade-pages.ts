import { z } from 'zod'
import { failure, success } from '../../domain/result.ts'
import type { Answer } from '../../ports/exchange-client.ts'

/** From a time to a time, both included; to the present where there is no end. */
export interface Span {
  readonly from: number
  readonly until: number | null
}

export interface TradePagesParts {
  readonly ask: (span: Span) => Promise<Answer<unknown>>
  /** A page as long as this may lack some. */
  readonly pageSize: number
  /** The longest span of one question; null: any. */
  readonly windowMs: number | null
  readonly now: number
}

/** As ccxt hands it out; more than its time is nobody's business here. */
const trade = z.looseObject({ timestamp: z.number() })
type RawTrade = z.infer<typeof trade>
type Found = Answer<readonly RawTrade[]>

/** Years of asking day by day; more means that the pages lead nowhere. */
const PAGES_MAX = 5_000

/**
 * All trades from a time to now, some of them twice. Exchanges differ in whether a page that is full begins or ends with
 * the span that was asked for; so what lies before and behind it is asked for as well, until no page is full.
 */
export async function allTrades(since: number, parts: TradePagesParts): Promise<Found> {
  const found: RawTrade[] = []
  const waiting = windowsFrom(Math.max(0, since), parts)
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const span = waiting.pop()
    if (span === undefined) return success(found)
    const answer = await parts.ask(span)
    if (!answer.ok) return answer
    const page = z.array(trade).safeParse(answer.value)
    if (!page.success) return failure('the exchange sent no list of trades with their times')
    found.push(...page.data)
    if (page.data.length < parts.pageSize) continue
    const around = spansAround(page.data, span)
    if (around.some((one) => isSame(one, span))) {
      return failure('one answer of the exchange does not hold all trades of one moment')
    }
    waiting.push(...around)
  }
  return failure('the exchange has more trades than can be asked for at once')
}

/** The earliest last. */
function windowsFrom(since: number, { windowMs, now }: TradePagesParts): Span[] {
  const spans: Span[] = []
  let from = since
  for (; windowMs !== null && from + windowMs <= now; from += windowMs) {
    spans.push({ from, until: from + windowMs })
  }
  return [...spans, { from, until: null }].reverse()
}

function spansAround(page: readonly RawTrade[], { from, until }: Span): readonly Span[] {
  const times = page.map(({ timestamp }) => timestamp)
  const first = Math.max(from, Math.min(...times))
  const last = Math.max(first, Math.max(...times))
  const before: Span = { from, until: until === null ? first : Math.min(first, until) }
  return until !== null && last > until ? [before] : [{ from: last, until }, before]
}

function isSame(a: Span, b: Span): boolean {
  return a.from === b.from && a.until === b.until
}
