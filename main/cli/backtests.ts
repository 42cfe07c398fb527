import { parseArgs } from 'node:util'
import { SavedBacktests } from '../../app/backtest/saved/saved-backtests.ts'
import { COMPARED_MAX, type SavedBacktest } from '../../app/contract/saved-backtest.ts'
import type { Problem, Result } from '../../app/domain/result.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { ResearchDatabase } from '../../app/storage/research-database.ts'
import { profileOf } from './account-options.ts'
import { BACKTEST_FORMATS, isBacktestFormat } from './backtest-formats.ts'
import { comparisonRows, savedRows } from './backtests-tables.ts'
import { print, printProblem } from './print.ts'
import { printTable } from './print-table.ts'
import { EXIT, Misuse } from './usage.ts'
import { refuseIfViewOnly } from './view-only.ts'

/** `cryptobot backtests`: results that were kept with `--save`. */
export async function backtests(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      format: { type: 'string', default: 'text' },
      json: { type: 'boolean', default: false },
    },
  })
  const [action = 'list', ...ids] = positionals
  const directory = profileOf(values)
  if (action === 'delete') refuseIfViewOnly(directory)
  const database = openResearch(directory)
  try {
    const saved = new SavedBacktests(database.backtests)
    return carryOut(saved, { action, ids, format: values.json ? 'json' : values.format })
  } finally {
    database.close()
  }
}

/** The file of research of a profile, made where there was none. */
export function openResearch(directory: string): ResearchDatabase {
  return new ResearchDatabase(new ProfilePaths(directory).research)
}

interface Wish {
  readonly action: string
  readonly ids: readonly string[]
  readonly format: string
}

function carryOut(saved: SavedBacktests, { action, ids, format }: Wish): number {
  switch (action) {
    case 'list':
      if (format === 'json') print(saved.list())
      else printTable(savedRows(saved.list()))
      return EXIT.done
    case 'show':
      return told(saved.load(onlyOf(ids, action)), (found) => show(found, format))
    case 'compare':
      return compare(saved, ids, format)
    case 'delete':
      return told(saved.remove(onlyOf(ids, action)), () => undefined)
    default:
      throw new Misuse(`"backtests ${action}" is not known: list, show, compare or delete.`)
  }
}

function show({ document }: SavedBacktest, format: string): void {
  if (!isBacktestFormat(format)) {
    throw new Misuse(`--format must be ${Object.keys(BACKTEST_FORMATS).join(', ')}.`)
  }
  process.stdout.write(BACKTEST_FORMATS[format](document))
}

function compare(saved: SavedBacktests, ids: readonly string[], format: string): number {
  if (ids.length < 2 || ids.length > COMPARED_MAX) {
    throw new Misuse(`"backtests compare" takes 2 to ${COMPARED_MAX} ids.`)
  }
  const found: SavedBacktest[] = []
  for (const id of ids) {
    const status = told(saved.load(id), (one) => found.push(one))
    if (status !== EXIT.done) return status
  }
  if (format === 'json') print(found)
  else printTable(comparisonRows(found))
  return EXIT.done
}

function onlyOf(ids: readonly string[], action: string): string {
  const [id, ...others] = ids
  if (id !== undefined && others.length === 0) return id
  throw new Misuse(`"backtests ${action}" takes one id, as "backtests list" shows it.`)
}

function told<Value>(result: Result<Value, Problem>, use: (value: Value) => unknown): number {
  if (!result.ok) {
    printProblem(result.error)
    return EXIT.failed
  }
  use(result.value)
  return EXIT.done
}
