import { isSame, type ShownCandle, type Statement, shownRun } from './shown-run.ts'
import type { StrategyDefinition, StrategyParameters } from './strategy.ts'

/** At how many places the candles are cut off. */
const CUTS = 6
/** Letters of what a strategy says that are quoted: it may say anything. */
const WORDS_MAX = 200

/** A candle at which a strategy says one thing or another, depending on what came later or who asked before. */
export interface LookaheadFault {
  readonly openTime: number
  /** What it says with these candles, and what it says when the later ones are other or none. */
  readonly said: string
  readonly saysOtherwise: string
}

/**
 * Whether a strategy knows what it cannot know. Its candles are cut off here and there, and each time what it said up to
 * and with the last candle left must be the same with nothing behind the cut, and with the future turned upside down.
 */
export function lookaheadFault(
  definition: StrategyDefinition,
  parameters: StrategyParameters,
  candles: readonly ShownCandle[],
): LookaheadFault | undefined {
  const say = (shown: readonly ShownCandle[]) =>
    shownRun(definition, parameters, { candles: shown }).statements
  const whole = say(candles)
  for (const length of cutsOf(candles.length, definition.warmUpCandles(parameters))) {
    const past = candles.slice(0, length)
    for (const shown of [[...past, ...upsideDown(candles.slice(length))], past, candles]) {
      const fault = firstDifference(candles, whole, say(shown), length)
      if (fault !== undefined) return fault
    }
  }
  return undefined
}

/** Evenly from the end of the warm-up to the last candle, which is always one of them. */
function cutsOf(size: number, warmUp: number): readonly number[] {
  const from = Math.min(size, Math.max(1, warmUp))
  const cuts = Array.from({ length: CUTS }, (_, cut) =>
    Math.round(from + ((size - from) * cut) / (CUTS - 1)),
  )
  return [...new Set(cuts)]
}

function firstDifference(
  candles: readonly ShownCandle[],
  whole: readonly Statement[],
  other: readonly Statement[],
  length: number,
): LookaheadFault | undefined {
  for (let index = 0; index < length; index += 1) {
    const [said, otherwise] = [whole[index], other[index]]
    if (isSame(said, otherwise)) continue
    return {
      openTime: candles[index]?.openTime ?? 0,
      said: wordsOf(said),
      saysOtherwise: wordsOf(otherwise),
    }
  }
  return undefined
}

function wordsOf(statement: Statement | undefined): string {
  if (statement === undefined) return 'nothing at all'
  const { wish, because, lines } = statement
  const said = `${wish} (${because})`
  const words = lines.length === 0 ? said : `${said} at ${lines.join(', ')}`
  return words.length > WORDS_MAX ? `${words.slice(0, WORDS_MAX)}…` : words
}

/** Where it rose it falls by as much, as a share. */
function upsideDown(candles: readonly ShownCandle[]): readonly ShownCandle[] {
  const level = candles[0]?.open ?? 1
  const turned = (value: number) => (level * level) / value
  return candles.map((candle) => ({
    ...candle,
    open: turned(candle.open),
    high: turned(candle.low),
    low: turned(candle.high),
    close: turned(candle.close),
  }))
}
