import type { CandleArrays } from '../../../app/domain/candle-arrays.ts'
import { durationText } from '../../../app/domain/duration-text.ts'
import type { DownloadEvents } from '../../../app/market/download-candles.ts'
import type { Clock } from '../../../app/ports/clock.ts'
import type { BegunDownload } from '../../../app/storage/candles/download-records.ts'
import type { SeriesOutcome } from '../../data/download-series.ts'
import { lengthText, timeText } from './series-options.ts'

/** A line that is read by a person, and no more often than one can read. */
const PROGRESS_EVERY_MS = 1_000
const SHOWN_MAX = 10

/** Says how downloads go: progress beside the output, outcomes in it. */
export class DownloadReport {
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  resumed(begun: BegunDownload): void {
    say(
      `${nameOf(begun)}: going on with the download that was begun on ${timeText(begun.startedAt)}.`,
    )
  }

  eventsOf(begun: BegunDownload): DownloadEvents {
    let saidAt = Number.NEGATIVE_INFINITY
    return {
      progress: ({ candlesDone, candlesWanted, msLeft }) => {
        const now = this.#clock.now()
        if (now - saidAt < PROGRESS_EVERY_MS) return
        saidAt = now
        const left =
          msLeft === null || candlesDone >= candlesWanted
            ? ''
            : `, about ${durationText(msLeft)} left`
        const percent = Math.floor((100 * candlesDone) / candlesWanted)
        say(`${nameOf(begun)}: ${percent} %${left}`)
      },
      waiting: ({ message }, forMs) =>
        say(`${nameOf(begun)}: ${message} Trying again in ${durationText(forMs)}.`),
    }
  }

  done(begun: BegunDownload, outcome: SeriesOutcome, stored: CandleArrays | undefined): void {
    const { candles, empty, sample, exchangeName } = outcome
    const total = stored?.openTime.length ?? 0
    tell(begun, `${candles} candles came; ${total} are kept now.`)
    const [first] = empty
    if (first?.from !== undefined && first.from <= begun.from + begun.timeframeMs) {
      tell(begun, `${exchangeName} has none before ${timeText(first.until)}.`)
    }
    for (const { from, until } of empty.slice(0, SHOWN_MAX)) {
      tell(begun, `${exchangeName} has none from ${timeText(from)} to ${timeText(until)}.`)
    }
    if (empty.length > SHOWN_MAX) {
      tell(begun, `… and ${empty.length - SHOWN_MAX} further gaps: see \`cryptobot data gaps\`.`)
    }
    this.#verdict(begun, outcome)
    if (sample.gone > 0) {
      tell(begun, `${exchangeName} no longer has some that are kept here; they stay.`)
    }
  }

  failed(begun: BegunDownload): void {
    say(`${nameOf(begun)}: not finished.`)
  }

  #verdict(begun: BegunDownload, { sample, exchangeName }: SeriesOutcome): void {
    const { compared, revisions } = sample
    if (compared === 0) return
    if (revisions.length === 0) {
      tell(begun, `${compared} were held against ${exchangeName}'s, and all are the same.`)
      return
    }
    tell(
      begun,
      `${revisions.length} of ${compared} differed from what ${exchangeName} says now, and were corrected:`,
    )
    for (const { openTime } of revisions.slice(0, SHOWN_MAX)) tell(begun, timeText(openTime))
  }
}

function nameOf({ exchange, symbol, timeframeMs }: BegunDownload): string {
  return `${exchange} ${symbol} ${lengthText(timeframeMs)}`
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function tell(begun: BegunDownload, line: string): void {
  process.stdout.write(`${nameOf(begun)}: ${line}\n`)
}
