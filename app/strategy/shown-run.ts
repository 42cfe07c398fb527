import type { Decision } from '../domain/decision.ts'
import { ObligingMarket, type ShownHoldings } from './obliging-market.ts'
import type { StrategyContext, StrategyDefinition, StrategyParameters } from './strategy.ts'

/** A candle as a strategy sees it. */
export type ShownCandle = Pick<
  StrategyContext,
  'openTime' | 'open' | 'high' | 'low' | 'close' | 'volume'
>

/** What a strategy said at one candle: its decision, and the numbers behind it. */
export interface Statement {
  readonly wish: string
  readonly because: string
  readonly lines: readonly (number | null)[]
}

/**
 * Shows a new run of a strategy these candles, and writes down what it says at each. The bot gets what it wants at once,
 * unless it is said what it holds at each candle.
 */
export function shownRun(
  definition: StrategyDefinition,
  parameters: StrategyParameters,
  { candles, holds }: { candles: readonly ShownCandle[]; holds?: readonly ShownHoldings[] },
): { readonly statements: readonly Statement[]; readonly held: readonly ShownHoldings[] } {
  const strategy = definition.create(parameters)
  const market = new ObligingMarket()
  const held: ShownHoldings[] = []
  const statements = candles.map((candle, index): Statement => {
    market.pass(candle)
    const holdings = holds?.[index] ?? market.holdings
    held.push(holdings)
    try {
      const decision = strategy.evaluate({ ...candle, ...holdings })
      market.follow(decision, candle)
      return { wish: wishOf(decision), because: decision.reason.text, lines: [...strategy.lines()] }
    } catch (error) {
      // What throws is stopped when it trades; here it is only asked whether it throws the same.
      return { wish: 'throws', because: String(error), lines: [] }
    }
  })
  return { statements, held }
}

/** All of it: weights, and of orders that should rest each. */
function wishOf(decision: Decision): string {
  switch (decision.kind) {
    case 'working-orders':
      return `${decision.kind} ${JSON.stringify(decision.orders)}`
    case 'target-weight':
      return `${decision.kind} ${decision.weight} ± ${decision.tolerance}`
    default:
      return decision.kind
  }
}

export function isSame(a: Statement | undefined, b: Statement | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  const saysSame = a.wish === b.wish && a.because === b.because
  return saysSame && a.lines.every((value, at) => Object.is(value, b.lines[at]))
}
