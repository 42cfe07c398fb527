import { parseArgs } from 'node:util'
import { print } from '../print.ts'
import { printTable } from '../print-table.ts'
import { EXIT } from '../usage.ts'
import { changeLibrary, withLibrary } from './open-library.ts'
import { lengthText, timeText } from './series-options.ts'

const OPTIONS = { profile: { type: 'string' }, json: { type: 'boolean', default: false } } as const

/** `cryptobot data stats`: what there is, and how much room it takes. */
export async function stats(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  return withLibrary(values, (library) => {
    const rows = library.upkeep.statistics().map(({ series, candles, from, to, bytes }) => ({
      ...{ exchange: series.exchange, symbol: series.symbol },
      timeframe: lengthText(series.timeframeMs),
      of: series.baseMs === series.timeframeMs ? null : lengthText(series.baseMs),
      candles,
      from: from === null ? null : timeText(from),
      to: to === null ? null : timeText(to),
      bytes,
    }))
    const fileBytes = library.upkeep.fileBytes()
    if (values.json) print({ fileBytes, series: rows })
    else {
      printTable(rows)
      process.stdout.write(`The file takes ${(fileBytes / 1e6).toFixed(1)} MB.\n`)
    }
    return EXIT.done
  })
}

/** `cryptobot data check`: whether all that is kept can be read and fits together. */
export async function check(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  return withLibrary(values, (library) => {
    const faults = library.upkeep.check()
    if (values.json) print({ faults })
    else process.stdout.write(faults.length === 0 ? 'All is sound.\n' : `${faults.join('\n')}\n`)
    return faults.length === 0 ? EXIT.done : EXIT.failed
  })
}

/** `cryptobot data vacuum`: gives room back to the disk. */
export async function vacuum(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { profile: { type: 'string' } } })
  return changeLibrary(values, (library) => {
    const bytes = library.upkeep.vacuum()
    process.stdout.write(`${(bytes / 1e6).toFixed(1)} MB were given back to the disk.\n`)
    return EXIT.done
  })
}
