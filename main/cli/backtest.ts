import { parseArgs } from 'node:util'
import { backtestDocumentOf } from '../../app/backtest/document/backtest-document-of.ts'
import { runBacktest } from '../../app/backtest/run-backtest.ts'
import { SavedBacktests } from '../../app/backtest/saved/saved-backtests.ts'
import { examineRun } from '../../app/backtest/trust/examine-run.ts'
import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import { loadOwnStrategies } from '../sandbox/load-own-strategies.ts'
import { profileOf } from './account-options.ts'
import { BACKTEST_FORMATS } from './backtest-formats.ts'
import { BACKTEST_OPTIONS, type BacktestWish, backtestWish } from './backtest-options.ts'
import { openResearch } from './backtests.ts'
import { printProblem } from './print.ts'
import { readTested } from './tested-candles.ts'
import { EXIT } from './usage.ts'
import { refuseIfViewOnly } from './view-only.ts'

/** `cryptobot backtest`: one run over the candles of a file, or of the profile. */
export async function backtest(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: BACKTEST_OPTIONS })
  await loadOwnStrategies(profileOf(values))
  const wish = backtestWish(values)
  const tested = await readTested(wish)
  if (!tested.ok) {
    printProblem(tested.error)
    return EXIT.failed
  }
  const { request, name, repair, finer } = tested.value
  const startedAt = performance.now()
  const result = runBacktest(request)
  const elapsedMs = performance.now() - startedAt
  const origin = { candles: { name, repair }, finer }
  const trust = examineRun(request, result)
  const document = backtestDocumentOf({ request, result, elapsedMs, origin, trust })
  process.stdout.write(BACKTEST_FORMATS[wish.format](document))
  return keep(document, wish.save)
}

/** What was printed is the result; where it was kept is said beside it. */
function keep(document: BacktestDocument, save: BacktestWish['save']): number {
  if (save === null) return EXIT.done
  refuseIfViewOnly(save.directory)
  const database = openResearch(save.directory)
  try {
    const { name } = save
    const saved = new SavedBacktests(database.backtests).save(
      { name, savedAt: Date.now() },
      document,
    )
    if (saved.ok) process.stderr.write(`Saved as ${saved.value}.\n`)
    else printProblem(saved.error)
    return saved.ok ? EXIT.done : EXIT.failed
  } finally {
    database.close()
  }
}
