import { parseArgs } from 'node:util'
import type { CandleLibrary } from '../../../app/storage/candles/candle-library.ts'
import type { Removal } from '../../../app/storage/candles/library-upkeep.ts'
import { printTable } from '../print-table.ts'
import { EXIT, Misuse } from '../usage.ts'
import { changeLibrary } from './open-library.ts'
import { lengthIn, lengthText, timeText } from './series-options.ts'

const OPTIONS = {
  profile: { type: 'string' },
  timeframe: { type: 'string' },
  keep: { type: 'string' },
  apply: { type: 'boolean', default: false },
} as const

/** `cryptobot data retain`: how long candles are kept, and what would go; with --apply it goes. */
export async function retain(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const { timeframe, keep, apply } = values
  if ((timeframe === undefined) !== (keep === undefined)) {
    throw new Misuse('--timeframe and --keep go together, such as --timeframe 1m --keep 90d.')
  }
  return changeLibrary(values, ({ upkeep }) => {
    if (keep !== undefined) {
      upkeep.setPolicy(lengthIn(timeframe), keep === 'all' ? null : lengthIn(keep, 'keep'))
    }
    const removals = removalsOf(upkeep, Date.now())
    if (apply) upkeep.remove(removals)
    show(upkeep, removals, apply)
    return EXIT.done
  })
}

function removalsOf(upkeep: CandleLibrary['upkeep'], now: number): readonly Removal[] {
  return upkeep
    .policies()
    .flatMap(({ timeframeMs, keptMs }) => upkeep.preview(timeframeMs, keptMs, now))
}

function show(
  upkeep: CandleLibrary['upkeep'],
  removals: readonly Removal[],
  isDone: boolean,
): void {
  for (const { timeframeMs, keptMs } of upkeep.policies()) {
    process.stdout.write(`${lengthText(timeframeMs)} candles are kept for ${lengthText(keptMs)}.\n`)
  }
  if (removals.length === 0) {
    process.stdout.write('Nothing is older than that.\n')
    return
  }
  printTable(
    removals.map(({ series, candles, before }) => ({
      ...{ exchange: series.exchange, symbol: series.symbol },
      ...{ timeframe: lengthText(series.timeframeMs), candles, before: timeText(before) },
    })),
  )
  process.stdout.write(
    isDone
      ? 'These are gone; longer candles stay. `cryptobot data vacuum` gives the room back to the disk.\n'
      : 'These would go; longer candles stay. With --apply they do.\n',
  )
}
