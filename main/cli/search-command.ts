import { createHash, randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { z } from 'zod'
import { SearchRunner } from '../../app/backtest/optimise/search-runner.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import { BacktestRunner } from '../../app/backtest/workers/backtest-runner.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { SearchStore } from '../../app/ports/search-store.ts'
import { ownStrategyFiles, STRATEGIES } from '../../app/strategy/strategy-catalog.ts'
import project from '../../package.json' with { type: 'json' }
import { loadOwnStrategies } from '../sandbox/load-own-strategies.ts'
import { profileOf } from './account-options.ts'
import { openResearch } from './backtests.ts'
import { printProblem } from './print.ts'
import { type SearchTyped, type SearchWish, searchWish, wholeIn } from './search-options.ts'
import { SearchProgress } from './search-progress.ts'
import { readTested, type Tested } from './tested-candles.ts'
import { EXIT, Misuse } from './usage.ts'
import { refuseIfViewOnly } from './view-only.ts'

const WORKERS_MAX = 256

/** What a search was asked for, so that it can go on. Another version might find something else. */
const keptSearch = z.object({
  command: z.string(),
  version: z.string(),
  /** Digests: of all candles, of the bots, and of the user's own strategies where one of those takes part. */
  candles: z.string(),
  bots: z.string(),
  strategies: z.string(),
  typed: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
})
type KeptSearch = z.infer<typeof keptSearch>

/** How the sets are counted, and what is done with them. */
export interface SearchWork {
  readonly command: 'optimize' | 'walk-forward'
  readonly trials: (wish: SearchWish, request: BacktestRequest, typed: SearchTyped) => number
  /** Prints the result. */
  readonly run: (search: OpenSearch) => Promise<void>
}

export interface OpenSearch {
  readonly searchId: string
  readonly wish: SearchWish
  readonly typed: SearchTyped
  readonly request: BacktestRequest
  readonly runner: SearchRunner
}

/** Carries a search out, or goes on with one that was paused. Ctrl-C pauses it. */
export async function runSearch(given: SearchTyped, work: SearchWork): Promise<number> {
  const directory = profileOf(textual(given))
  refuseIfViewOnly(directory)
  await loadOwnStrategies(directory)
  const database = openResearch(directory)
  try {
    const kept = keptOf(database.searches, given, work)
    const typed = kept === null ? given : { ...given, ...kept.typed }
    const wish = searchWish(typed)
    const tested = await readTested(wish.tested)
    if (!tested.ok) {
      printProblem(tested.error)
      return EXIT.failed
    }
    const { request } = tested.value
    const digests = digestsOf(wish, tested.value)
    if (kept !== null) checkUnchanged(kept, digests, wish)
    const searchId = typeof given.resume === 'string' ? given.resume : randomUUID()
    const total = work.trials(wish, request, typed)
    if (kept === null) keep(database.searches, searchId, { ...keptFrom(typed, work), ...digests })
    process.stderr.write(`Search ${searchId}: should it be cut off, it goes on with --resume.\n`)
    const opened = { searchId, wish, typed, request }
    return await carriedOut(database.searches, { ...opened, total, given, work })
  } finally {
    database.close()
  }
}

type Carried = Omit<OpenSearch, 'runner'> & {
  readonly total: number
  readonly given: SearchTyped
  readonly work: SearchWork
}

async function carriedOut(store: SearchStore, carried: Carried): Promise<number> {
  const { searchId, total, given, work } = carried
  const pause = new AbortController()
  const stop = () => pause.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const progress = new SearchProgress(total)
  const threads = new BacktestRunner(systemClock, workersIn(given))
  const runner = new SearchRunner({
    ...{ store, searchId, runner: threads, signal: pause.signal },
    onProgress: (stage, done) => progress.tell(stage, done),
  })
  try {
    await work.run({ ...carried, runner })
    return EXIT.done
  } catch (error) {
    if (!pause.signal.aborted) throw error
    progress.end()
    const again = `cryptobot ${work.command} --resume ${searchId}`
    process.stderr.write(`Paused: ${progress.done} of ${total} sets are kept. To go on: ${again}\n`)
    return EXIT.failed
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    progress.end()
    await threads.close()
  }
}

function keptOf(
  store: SearchStore,
  given: SearchTyped,
  { command }: SearchWork,
): KeptSearch | null {
  if (typeof given.resume !== 'string') return null
  const found = store.findSearch(given.resume)
  if (found === undefined) throw new Misuse(`This profile has no search ${given.resume}.`)
  const { data: kept } = keptSearch.safeParse(found.request)
  if (kept === undefined) throw new Misuse('That search cannot be gone on with: begin anew.')
  if (kept.command !== command) throw new Misuse(`That was a search by ${kept.command}.`)
  if (kept.version === project.version) return kept
  throw new Misuse(
    `That search was begun by version ${kept.version}, which may have found something else: begin anew.`,
  )
}

/** Where and how it is computed and printed may be another the next time. */
const NOT_KEPT = ['profile', 'workers', 'resume', 'json', 'format']

function keptFrom(typed: SearchTyped, { command }: SearchWork) {
  const entries = Object.entries(typed).flatMap(([name, value]) =>
    value === undefined || NOT_KEPT.includes(name) ? [] : [[name, value] as const],
  )
  return { command, version: project.version, typed: Object.fromEntries(entries) }
}

function keep(store: SearchStore, searchId: string, request: KeptSearch): void {
  store.addSearch({ searchId, createdAt: systemClock.now(), request })
}

type Digests = Pick<KeptSearch, 'candles' | 'bots' | 'strategies'>

function digestsOf({ tested: { bots, botLimits } }: SearchWish, { digests }: Tested): Digests {
  const isOwn = bots.some(({ strategyId }) => !STRATEGIES.some(({ id }) => id === strategyId))
  return {
    candles: digests().join(' '),
    bots: digestOf([bots, botLimits]),
    strategies: isOwn ? digestOf(ownStrategyFiles()) : '',
  }
}

function digestOf(value: unknown): string {
  const text = JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}` : part))
  return createHash('sha256').update(text).digest('hex')
}

/** Throws a `Misuse` that names what is not as it was: outcomes about different things would be mixed. */
function checkUnchanged(kept: KeptSearch, now: Digests, { tested }: SearchWish): void {
  if (kept.candles !== now.candles) {
    throw new Misuse(
      `The candles of ${tested.symbol} are not as they were: what was found is about others.`,
    )
  }
  if (kept.bots !== now.bots) {
    throw new Misuse('The files given with --bot are not as they were: begin anew.')
  }
  if (kept.strategies !== now.strategies) {
    throw new Misuse('Your own strategies are not as they were: begin anew.')
  }
}

function workersIn(given: SearchTyped): number {
  if (given.workers === undefined) return availableParallelism()
  return wholeIn(given, 'workers', [1, WORKERS_MAX])
}

function textual({ profile }: SearchTyped): { readonly profile?: string } {
  return typeof profile === 'string' ? { profile } : {}
}
