import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Benchmark } from './measurement.ts'

const GOAL_MB = 600
const SCRIPT = fileURLToPath(new URL('./backtest-memory-run.ts', import.meta.url))

/** The most memory that a process needs for a backtest of ten million candles, and for nothing else. */
export const backtestMemory: Benchmark = {
  async run() {
    const child = spawn(process.execPath, [SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ours = Number(await text(child.stdout))
    if (!(ours > 0)) throw new Error('the backtest did not come to its end')
    const absolute = { ratio: null, yardstick: null, unit: 'MB' }
    return [{ name: 'backtest.memory', goal: GOAL_MB, met: ours <= GOAL_MB, ours, ...absolute }]
  },
}
