import { botLineKey } from '../../contract/bot-line.ts'
import type { BotRunner } from '../bot-runner.ts'

type Lined = Pick<BotRunner, 'bot' | 'definition' | 'lines'>

/** Those whose lines belong on the chart of a market. */
export function chartedRunners<Runner extends Pick<BotRunner, 'bot'>>(
  runners: readonly Runner[],
  symbol: string,
): readonly Runner[] {
  return runners.filter(({ bot }) => bot.symbol === symbol)
}

/** Bot by bot, in the order of `linesNow`. */
export function lineKeys(runners: readonly Lined[]): readonly string[] {
  return runners.flatMap(({ bot, definition }) =>
    definition.lines.map(({ id }) => botLineKey(bot.id, id)),
  )
}

/** A strategy that has nothing to tell leaves its places empty, and the others theirs. */
export function linesNow(runners: readonly Lined[]): readonly (number | null)[] {
  return runners.flatMap((runner) => {
    const values = runner.lines()
    return runner.definition.lines.map((_, index) => values[index] ?? null)
  })
}
