import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { RunOptions } from './options.ts'
import { SeedTally } from './seed-tally.ts'
import type { SeedReport, SeedTask } from './seed-worker.ts'

/** So many at a time: enough to keep a worker busy, few enough for all to end together. */
const SEEDS_A_TASK = 25
const PROGRESS_EVERY = 1_000
const WORKER = new URL('./seed-worker.ts', import.meta.url)

/** Runs seeds on all cores; 1 when any of them broke something. The last line is a summary. */
export async function runSeeds({ from, count, disabled }: RunOptions): Promise<number> {
  const startedAt = performance.now()
  const tally = new SeedTally()
  let next = from
  const take = (): SeedTask | undefined => {
    const first = next
    const size = Math.min(SEEDS_A_TASK, from + count - first)
    next += size
    return size > 0 ? { from: first, count: size, disabled } : undefined
  }
  const report = (one: SeedReport) => {
    tally.add(one)
    const { seed, violation } = one
    if (violation !== null) {
      console.log(`seed ${seed}: ${violation}\n  npm run -s simulate -- --seed ${seed}`)
    }
    if (tally.seeds % PROGRESS_EVERY === 0) console.error(`${tally.seeds} of ${count} seeds …`)
  }
  const workers = Math.min(availableParallelism(), Math.ceil(count / SEEDS_A_TASK))
  await Promise.all(Array.from({ length: workers }, () => work(take, report)))
  console.log(tally.summary(performance.now() - startedAt))
  return tally.failures.length === 0 ? 0 : 1
}

/** One worker, until there is nothing left to take. A seed that kills it is a failure too, and another one goes on. */
async function work(
  take: () => SeedTask | undefined,
  report: (report: SeedReport) => void,
): Promise<void> {
  let task = take()
  while (task !== undefined) {
    const died = await runUntilDone(task, take, report)
    if (died === undefined) return
    const { seed, error, rest } = died
    const nothing = { orders: 0, fills: 0, crashes: [], points: [] }
    report({ seed, violation: `the simulation itself ended: ${String(error)}`, ...nothing })
    task = rest.count > 0 ? rest : take()
  }
}

interface Death {
  readonly seed: number
  readonly error: unknown
  readonly rest: SeedTask
}

function runUntilDone(
  first: SeedTask,
  take: () => SeedTask | undefined,
  report: (report: SeedReport) => void,
): Promise<Death | undefined> {
  const worker = new Worker(WORKER)
  let task = first
  let seed = first.from
  return new Promise((resolve) => {
    worker.on('message', (message: SeedReport) => {
      report(message)
      seed = message.seed + 1
      if (seed < task.from + task.count) return
      const another = take()
      if (another === undefined) {
        resolve(undefined)
        void worker.terminate()
        return
      }
      task = another
      seed = task.from
      worker.postMessage(task)
    })
    worker.on('error', (error) => {
      const rest = { ...task, from: seed + 1, count: task.from + task.count - seed - 1 }
      resolve({ seed, error, rest })
    })
    worker.postMessage(first)
  })
}
