import { Metrics } from '../../app/monitoring/metrics.ts'
import { systemStopwatch } from '../../app/monitoring/system-stopwatch.ts'
import { type Benchmark, median } from './measurement.ts'

const CALLS = 2_000_000
const RUNS = 9
const GOAL_NS = 200
const NS_PER_MS = 1_000_000

/** What is measured answers with an object, as what matters does. */
interface Answer {
  readonly ok: boolean
  readonly value: number
}
type Operation = (input: number) => Answer

/** What being measured adds to one call. */
export const measuredOverhead: Benchmark = {
  async run() {
    const metrics = new Metrics({ stopwatch: systemStopwatch, warn: () => undefined })
    const bare: Operation = (input) => ({ ok: true, value: input + 1 })
    const measured = metrics.measured('bench.operation', bare)
    const added: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      const bareNs = nanosecondsPerCall(bare)
      added.push(nanosecondsPerCall(measured) - bareNs)
    }
    const [figures] = metrics.operations()
    if (figures?.count !== RUNS * CALLS) throw new Error('not every call was measured')
    const ours = Number(median(added).toPrecision(4))
    const absolute = { ratio: null, yardstick: null, unit: 'ns' }
    return [{ name: 'measured.overhead', goal: GOAL_NS, met: ours <= GOAL_NS, ours, ...absolute }]
  },
}

function nanosecondsPerCall(operation: Operation): number {
  let sum = 0
  const start = performance.now()
  for (let call = 0; call < CALLS; call += 1) sum += operation(call).value
  const ms = performance.now() - start
  if (sum !== (CALLS * (CALLS + 1)) / 2) throw new Error('the operation was not carried out')
  return (ms * NS_PER_MS) / CALLS
}
