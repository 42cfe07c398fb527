import { parentPort } from 'node:worker_threads'
import type { FaultKind } from '../../app/simulation/fault-plan.ts'
import { Crashed } from '../../app/simulation/simulated-life.ts'
import { simulate } from '../../app/simulation/simulation.ts'

/** Seeds for a worker to run, one after the other. */
export interface SeedTask {
  readonly from: number
  readonly count: number
  readonly disabled: readonly FaultKind[]
}

/** What came of one seed. */
export interface SeedReport {
  readonly seed: number
  readonly violation: string | null
  readonly orders: number
  readonly fills: number
  readonly crashes: readonly (readonly [point: string, times: number])[]
  readonly points: readonly string[]
}

/** What a process that has died throws in a promise of its own ends nothing else; any other rejection ends the worker. */
process.on('unhandledRejection', (error) => {
  if (!(error instanceof Crashed)) throw error
})

parentPort?.on('message', async ({ from, count, disabled }: SeedTask) => {
  for (let seed = from; seed < from + count; seed += 1) {
    const outcome = await simulate({ seed, disabled: new Set(disabled) })
    const { violation, orders, fills, crashes, points } = outcome
    const report: SeedReport = {
      ...{ seed, violation, orders, fills },
      crashes: [...crashes],
      points: [...points],
    }
    parentPort?.postMessage(report)
  }
})
