import type { Rate } from '../domain/amount.ts'
import type { Exits } from '../domain/bot.ts'
import type { Decision, Signal } from '../domain/decision.ts'
import type { Market } from '../domain/market.ts'
import { type Price, shiftPrice } from '../domain/price.ts'

const STOP_HIT: Signal = exit('stop-hit', 'the price fell to the stop')
const TARGET_HIT: Signal = exit('target-hit', 'the price rose to the target')
const TRAILING_HIT: Signal = exit(
  'trailing-stop-hit',
  'the price fell from its high to the trailing stop',
)

/** Whether a decision is to leave because the price went the wrong way. */
export function isStopHit({ reason }: Decision): boolean {
  return reason === STOP_HIT.reason || reason === TRAILING_HIT.reason
}

/** The same by the words that the decision log has. */
export function isStopReason(reason: string): boolean {
  return reason === STOP_HIT.reason.text || reason === TRAILING_HIT.reason.text
}

function exit(code: string, text: string): Signal {
  return { kind: 'exit', reason: { code, text } }
}

/** Where the exits of an open position stand; null where one is not wanted. */
export interface ExitLevels {
  readonly stop: Price | null
  readonly target: Price | null
  readonly trailing: Price | null
}

/** Levels from the average entry and the highest close since; stops round up and targets down, towards the market. */
export function exitLevels(
  market: Market,
  exits: Exits,
  entry: Price,
  highestClose: Price,
): ExitLevels {
  return {
    stop: exits.stop === null ? null : shiftPrice(market, entry, -exits.stop as Rate, 'up'),
    target: exits.target === null ? null : shiftPrice(market, entry, exits.target, 'down'),
    trailing:
      exits.trailing === null
        ? null
        : shiftPrice(market, highestClose, -exits.trailing as Rate, 'up'),
  }
}

/** Whether a candle reached a level. Where one candle spans several, the worse one counts: the order inside is unknown. */
export function exitReached(levels: ExitLevels, high: Price, low: Price): Signal | undefined {
  if (levels.stop !== null && low <= levels.stop) return STOP_HIT
  if (levels.trailing !== null && low <= levels.trailing) return TRAILING_HIT
  if (levels.target !== null && high >= levels.target) return TARGET_HIT
  return undefined
}
