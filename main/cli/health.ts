import { parseArgs } from 'node:util'
import type { HealthView } from '../../app/contract/health-view.ts'
import { askEngine } from '../control/ask-engine.ts'
import { profileOf } from './account-options.ts'
import { print, printProblem } from './print.ts'
import { printTable } from './print-table.ts'
import { EXIT } from './usage.ts'

/** `cryptobot health`: how the engine that runs the profile does; ends with 1 where money may be at risk. */
export async function health(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { profile: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const answer = await askEngine(profileOf(values), { kind: 'health' })
  if (answer === undefined || !answer.ok) {
    printProblem(answer?.problem ?? NOT_RUNNING)
    return EXIT.failed
  }
  if (answer.outcome.kind !== 'health') return EXIT.failed
  const view = answer.outcome.health
  if (values.json) print(view)
  else printHealth(view)
  return view.parts.some(({ state }) => state === 'danger') ? EXIT.failed : EXIT.done
}

const NOT_RUNNING = {
  code: 'no-engine',
  message: 'No engine runs this profile.',
  action: 'Start one with `cryptobot run`, or open the window.',
}

function printHealth(view: HealthView): void {
  printTable(view.parts)
  process.stdout.write('\n')
  printTable(figuresOf(view))
  for (const rows of [view.callBreakers, view.streams, view.latencies, view.databases]) {
    if (rows.length === 0) continue
    process.stdout.write('\n')
    printTable(rows)
  }
}

function figuresOf(view: HealthView) {
  return [
    { figure: 'events that wait', value: view.queueDepth, unit: '' },
    { figure: 'event loop late by', value: view.eventLoopDelayP99, unit: 'ms' },
    { figure: 'memory', value: view.memoryMiB, unit: 'MiB' },
    { figure: 'request limit left', value: view.ratePercentLeft, unit: '%' },
    { figure: 'market silent for', value: view.streamAgeMs, unit: 'ms' },
    { figure: 'clock offset', value: view.clockOffsetMs, unit: 'ms' },
    { figure: 'metrics', value: view.metricsAddress, unit: '' },
  ]
}
