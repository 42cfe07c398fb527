import { parseArgs } from 'node:util'
import { optimisationDocumentOf } from '../../app/backtest/optimise/document/optimisation-document-of.ts'
import { optimise } from '../../app/backtest/optimise/optimise.ts'
import { trialsOf } from '../../app/backtest/optimise/search.ts'
import { optimisationReport } from './optimisation-report.ts'
import { print } from './print.ts'
import { runSearch } from './search-command.ts'
import { SEARCH_OPTIONS } from './search-options.ts'

/** `cryptobot optimize`: which parameters would have been best over a file of candles. */
export function optimize(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: SEARCH_OPTIONS })
  return runSearch(values, {
    command: 'optimize',
    trials: ({ plan, space }) => trialsOf(plan, space),
    run: async ({ searchId, wish, request, runner }) => {
      const plan = { request, space: wish.space, plan: wish.plan }
      const document = optimisationDocumentOf(searchId, plan, await optimise(plan, runner))
      if (wish.tested.format === 'json') print(document)
      else process.stdout.write(optimisationReport(document))
    },
  })
}
