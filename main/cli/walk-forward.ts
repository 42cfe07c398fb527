import { parseArgs } from 'node:util'
import { walkForwardDocumentOf } from '../../app/backtest/optimise/document/walk-forward-document-of.ts'
import { trialsOf } from '../../app/backtest/optimise/search.ts'
import { walkForward as walk } from '../../app/backtest/optimise/walk-forward.ts'
import {
  type WalkForwardWindow,
  type WindowPlan,
  walkForwardWindows,
} from '../../app/backtest/optimise/walk-forward-windows.ts'
import { print } from './print.ts'
import { runSearch } from './search-command.ts'
import { SEARCH_OPTIONS, type SearchTyped, wholeIn } from './search-options.ts'
import { Misuse } from './usage.ts'
import { walkForwardReport } from './walk-forward-report.ts'

const OPTIONS = {
  ...SEARCH_OPTIONS,
  windows: { type: 'string', default: '5' },
  ratio: { type: 'string', default: '3' },
  anchored: { type: 'boolean', default: false },
} as const

const WINDOWS_MAX = 100
const RATIO_MAX = 50

/** `cryptobot walk-forward`: how a strategy would have done for somebody who optimised it again from time to time. */
export function walkForward(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  return runSearch(values, {
    command: 'walk-forward',
    trials: ({ plan, space }, { candles }, typed) =>
      trialsOf(plan, space) * windowsOf(typed, candles.size).length,
    run: async ({ searchId, wish, typed, request, runner }) => {
      const { space, plan, tested } = wish
      const windows = windowsOf(typed, request.candles.size)
      const whole = { request, space, plan, windows }
      const { mode } = windowPlan(typed)
      const result = await walk(whole, runner)
      const document = walkForwardDocumentOf({ searchId, mode }, whole, result)
      if (tested.format === 'json') print(document)
      else process.stdout.write(walkForwardReport(document))
    },
  })
}

function windowsOf(typed: SearchTyped, candles: number): readonly WalkForwardWindow[] {
  const windows = walkForwardWindows(candles, windowPlan(typed))
  if (windows.ok) return windows.value
  throw new Misuse(`--windows cannot be used: ${windows.error}.`)
}

function windowPlan(typed: SearchTyped): WindowPlan {
  return {
    mode: typed.anchored === true ? 'anchored' : 'rolling',
    windows: wholeIn(typed, 'windows', [1, WINDOWS_MAX]),
    ratio: wholeIn(typed, 'ratio', [1, RATIO_MAX]),
  }
}
