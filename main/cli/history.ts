import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { HISTORY_LAYOUTS, type HistoryLayout } from '../../app/contract/history-layouts.ts'
import { accountHistory } from '../../app/engine/view/account-history.ts'
import { tradeHistory } from '../../app/engine/view/trade-history.ts'
import { profileOf } from './account-options.ts'
import { timeIn } from './data/series-options.ts'
import { accountDirectory } from './last-source.ts'
import { printProblem } from './print.ts'
import { askedOwner } from './profile-lock.ts'
import { EXIT, Misuse } from './usage.ts'

/** `cryptobot history`: trades and transfers of an account as CSV, for a spreadsheet or a tax tool. */
export async function history(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      profile: { type: 'string' },
      account: { type: 'string' },
      layout: { type: 'string', default: 'csv' },
      from: { type: 'string' },
      to: { type: 'string' },
      output: { type: 'string' },
    },
  })
  const directory = profileOf(values)
  const layout = layoutIn(values.layout)
  const period = {
    from: timeIn(values.from, 'from') ?? 0,
    until: timeIn(values.to, 'to') ?? Number.MAX_SAFE_INTEGER,
  }
  const asked = await askedOwner(directory)
  if (!asked.ok) {
    printProblem(asked.error)
    return EXIT.refused
  }
  const found = accountHistory(accountDirectory(directory, values.account))
  const text = tradeHistory(found, layout, period)
  if (found.mode !== 'live') process.stderr.write(SIMULATED)
  if (values.output === undefined) process.stdout.write(text)
  else writeNew(values.output, text)
  return EXIT.done
}

const SIMULATED =
  'These trades are simulated: no money moved, and no tax office wants to know of them.\n'

function layoutIn(typed: string): HistoryLayout {
  const layout = HISTORY_LAYOUTS.find((one) => one === typed)
  if (layout === undefined) throw new Misuse(`--layout must be ${HISTORY_LAYOUTS.join(', ')}.`)
  return layout
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (isThere) throw new Misuse(`${path} is there already. Name another file.`)
    throw error
  }
}
