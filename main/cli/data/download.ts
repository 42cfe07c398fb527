import { parseArgs } from 'node:util'
import { TIMEFRAMES, timeframeOf } from '../../../app/domain/timeframe.ts'
import { systemClock } from '../../../app/exchanges/system-clock.ts'
import type { CandleLibrary } from '../../../app/storage/candles/candle-library.ts'
import type { BegunDownload } from '../../../app/storage/candles/download-records.ts'
import { DownloadQueue } from '../../data/download-queue.ts'
import { printProblem } from '../print.ts'
import { EXIT, Misuse } from '../usage.ts'
import { DownloadReport } from './download-report.ts'
import { changeLibrary } from './open-library.ts'
import { exchangeIn, lengthIn, symbolIn, timeIn } from './series-options.ts'

const OPTIONS = {
  profile: { type: 'string' },
  exchange: { type: 'string' },
  'exchange-url': { type: 'string' },
  symbol: { type: 'string', multiple: true },
  timeframe: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  refill: { type: 'boolean', default: false },
  verify: { type: 'string', default: '3' },
} as const

const SAMPLE_MAX = 1_000
/** `cryptobot data download`: what is missing of candles; without a market, what was begun and not finished. */
export async function download(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const sample = sampleIn(values.verify)
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  try {
    return await changeLibrary(values, async (library) => {
      const before = library.records.begun()
      const wanted = values.symbol === undefined ? before : begunIn(values, systemClock.now())
      if (wanted.length === 0) {
        process.stdout.write('No download was begun and not finished.\n')
        return EXIT.done
      }
      const report = new DownloadReport(systemClock)
      for (const begun of wanted) {
        const earlier = before.find((one) => isSame(one, begun))
        if (earlier !== undefined) report.resumed(earlier)
        if (values.refill) library.records.forgetEmpty(begun)
      }
      const baseUrl = values['exchange-url']
      return runAll({ library, wanted, report, sample, baseUrl, signal: stop.signal })
    })
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

interface Run {
  readonly library: CandleLibrary
  readonly wanted: readonly BegunDownload[]
  readonly report: DownloadReport
  readonly sample: number
  readonly baseUrl: string | undefined
  readonly signal: AbortSignal
}

async function runAll(run: Run): Promise<number> {
  const queue = new DownloadQueue(run.library, run.signal)
  const outcomes = await Promise.all(run.wanted.map((begun) => runOne(run, queue, begun)))
  return outcomes.every(Boolean) ? EXIT.done : EXIT.failed
}

/** Whether it went well. */
async function runOne(run: Run, queue: DownloadQueue, begun: BegunDownload): Promise<boolean> {
  const { library, report, sample, baseUrl, signal } = run
  const events = report.eventsOf(begun)
  const onStart = () => undefined
  const outcome = await queue.run({ begun, sample, baseUrl, events, onStart, signal })
  if (outcome.ok) report.done(begun, outcome.value, library.read(begun, 0, Number.MAX_SAFE_INTEGER))
  else {
    report.failed(begun)
    printProblem(outcome.error)
  }
  return outcome.ok
}

interface TypedDownload {
  readonly exchange?: string | undefined
  readonly symbol?: string[] | undefined
  readonly timeframe?: string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Each market in each length. */
function begunIn(typed: TypedDownload, now: number): readonly BegunDownload[] {
  const exchange = exchangeIn(typed.exchange)
  const from = timeIn(typed.from, 'from')
  if (from === undefined) throw new Misuse('--from is missing: a day such as 2023-01-01.')
  const until = timeIn(typed.to, 'to') ?? null
  if (from >= (until ?? now)) throw new Misuse('--from must be before --to, and in the past.')
  const lengths = (typed.timeframe ?? ['1m']).map((text) => lengthIn(text))
  if (lengths.some((ms) => timeframeOf(ms) === undefined)) {
    throw new Misuse(
      `--timeframe must be one of ${TIMEFRAMES.join(', ')}; others follow from shorter ones.`,
    )
  }
  const times = { from, until, startedAt: now }
  return (typed.symbol ?? []).flatMap((symbol) =>
    lengths.map((ms) => ({ exchange, symbol: symbolIn(symbol), timeframeMs: ms, ...times })),
  )
}

function isSame(a: BegunDownload, b: BegunDownload): boolean {
  return a.exchange === b.exchange && a.symbol === b.symbol && a.timeframeMs === b.timeframeMs
}

function sampleIn(text: string): number {
  const sample = Number(text)
  if (Number.isSafeInteger(sample) && sample >= 0 && sample <= SAMPLE_MAX) return sample
  throw new Misuse(`--verify must be a whole number of pages from 0 to ${SAMPLE_MAX}.`)
}
