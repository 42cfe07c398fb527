import { extname, join } from 'node:path'
import { Piscina } from 'piscina'

/** The worker lies beside this file, in the sources as in the bundle. */
const WORKER_FILE = join(import.meta.dirname, `backtest-worker${extname(import.meta.filename)}`)

/** A thread that had nothing to do for so long gives its memory back. */
const IDLE_MS = 30_000

/** Threads that start when there is something to do. */
export function workerPool(threads: number): Piscina {
  return new Piscina({
    filename: WORKER_FILE,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
  })
}
