import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { ResearchDatabase } from '../../storage/research-database.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { smaCross } from '../../strategy/strategies/sma-cross.ts'
import { BacktestRunner } from '../workers/backtest-runner.ts'
import { type AxisRange, parameterSpace } from './parameter-space.ts'
import type { SearchPlan } from './search.ts'
import { SearchRunner } from './search-runner.ts'

export function sampleSpace(ranges: Readonly<Record<string, AxisRange>>) {
  const space = parameterSpace(smaCross, ranges, {})
  if (!space.ok) throw new Error(space.error)
  return space.value
}

export function samplePlan(changes: Partial<SearchPlan> = {}): SearchPlan {
  return { kind: 'grid', count: 100, seed: 7, objective: 'sharpe', constraints: [], ...changes }
}

export interface Bench {
  readonly runner: SearchRunner
  /** What was told, as "stage done". */
  readonly told: string[]
}

/** Threads take a while to start: each number of them does so once. */
const pools = new Map<number, BacktestRunner>()
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.close())))

function poolOf(threads: number): BacktestRunner {
  const pool = pools.get(threads) ?? new BacktestRunner(new ManualClock(0), threads)
  pools.set(threads, pool)
  return pool
}

/** Searches over one file, each time as after a restart. */
export function searchBench() {
  const path = join(temporaryFolder(), 'research.db')
  const open = (threads: number, pauseAt = Number.POSITIVE_INFINITY): Bench => {
    const database = new ResearchDatabase(path)
    onTestFinished(() => database.close())
    if (database.searches.findSearch('one') === undefined) {
      database.searches.addSearch({ searchId: 'one', createdAt: 0, request: {} })
    }
    const abort = new AbortController()
    const told: string[] = []
    const runner = new SearchRunner({
      store: database.searches,
      runner: poolOf(threads),
      searchId: 'one',
      signal: abort.signal,
      onProgress: (stage, done) => {
        told.push(`${stage} ${done}`)
        if (done >= pauseAt) abort.abort()
      },
    })
    return { runner, told }
  }
  return { open }
}

/** Two results are the same to the last bit when these are. */
export function digest(result: unknown): string {
  return createHash('sha256').update(JSON.stringify(result)).digest('hex')
}
