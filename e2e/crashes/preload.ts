import Database from 'better-sqlite3'
import { AnswerReader } from '../../app/exchanges/ccxt/answer-reader.ts'
import { CcxtExchangeClient } from '../../app/exchanges/ccxt/ccxt-exchange-client.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { SqliteLedgerStore } from '../../app/storage/sqlite-ledger-store.ts'
import {
  ARMED,
  CLOCK_VARIABLE,
  CRASH_VARIABLE,
  crashPoint,
  DISARMED,
  DISK_VARIABLE,
  type DiskFault,
  diskFault,
  fastClock,
  fastNow,
} from './crash-point.ts'

/** Loaded into the real command line by `node --import`: makes it end at a point, and its time run faster. */

/** The moments of the path that no statement marks. */
const CALLS = {
  'insert-orders': [SqliteLedgerStore.prototype, 'insertOrders'],
  'update-order': [SqliteLedgerStore.prototype, 'updateOrder'],
  'book-fill': [SqliteLedgerStore.prototype, 'bookFill'],
  'append-transfers': [SqliteLedgerStore.prototype, 'appendTransfers'],
  'load-open-orders': [SqliteLedgerStore.prototype, 'loadOpenOrders'],
  submit: [CcxtExchangeClient.prototype, 'submit'],
  cancel: [CcxtExchangeClient.prototype, 'cancel'],
  connect: [CcxtExchangeClient.prototype, 'connect'],
  acceptance: [AnswerReader.prototype, 'acceptance'],
  execution: [AnswerReader.prototype, 'execution'],
  balances: [AnswerReader.prototype, 'balances'],
} as const

const PAGES_MAX = 1_000_000

const crashText = process.env[CRASH_VARIABLE]
const clockText = process.env[CLOCK_VARIABLE]
const diskText = process.env[DISK_VARIABLE]
if (clockText !== undefined) hurry(clockText)
if (crashText !== undefined) layMine(crashText)
if (diskText !== undefined) spoilDisk(diskFault.parse(diskText))

function hurry(text: string): void {
  const clock = fastClock.parse(JSON.parse(text))
  const { schedule } = systemClock
  Object.assign(systemClock, {
    now: () => fastNow(clock),
    schedule: (delayMs: number, callback: () => void) => schedule(delayMs / clock.speed, callback),
  })
}

function layMine(text: string): void {
  const { kind, name, when, nth, isArmed } = crashPoint.parse(JSON.parse(text))
  let armed = isArmed
  let left = nth
  process.on('SIGUSR2', () => {
    armed = true
    process.stderr.write(`${ARMED}\n`)
  })
  /** Nothing of ours runs after a SIGKILL of one's own. */
  const pass = (moment: 'before' | 'after') => {
    if (!armed || moment !== when) return
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  }
  if (kind === 'sql') mineStatements(name, pass)
  else if (kind === 'exec') mineScripts(name, pass)
  else mineCall(name, pass)
}

type Pass = (moment: 'before' | 'after') => void

function mineStatements(beginning: string, pass: Pass): void {
  wrap(statementPrototype(), 'run', pass, ({ source }) => begins(source, beginning))
}

function statementPrototype(): object {
  const scratch = new Database(':memory:')
  const statements: object = Object.getPrototypeOf(scratch.prepare('SELECT 1'))
  scratch.close()
  return statements
}

function mineScripts(beginning: string, pass: Pass): void {
  wrap(Database.prototype, 'exec', pass, (_, [script]) => begins(script, beginning))
}

function begins(sql: unknown, beginning: string): boolean {
  return String(sql).trimStart().startsWith(beginning)
}

function mineCall(name: string, pass: Pass): void {
  const call = Object.entries(CALLS).find(([known]) => known === name)?.[1]
  if (call === undefined) throw new Error(`there is no call ${name}`)
  wrap(call[0], call[1], pass, () => true)
}

/** Only the ledger's file is spoiled: by its limit of pages, which SQLite takes for the disk's, or by an error of its own. */
function spoilDisk(fault: DiskFault): void {
  let isSpoilt = false
  const ledgers = new Set<Database.Database>()
  const seen = (database: unknown) => {
    if (database instanceof Database && database.name.endsWith('ledger.db')) ledgers.add(database)
    return false
  }
  wrap(Database.prototype, 'prepare', () => undefined, seen)
  process.on('SIGUSR2', () => {
    isSpoilt = !isSpoilt
    if (fault === 'full') for (const ledger of ledgers) limit(ledger, isSpoilt)
    process.stderr.write(`${isSpoilt ? ARMED : DISARMED}\n`)
  })
  if (fault !== 'broken') return
  const fail = () => {
    if (isSpoilt) throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE')
  }
  wrap(statementPrototype(), 'run', fail, ({ source }) => !begins(source, 'ROLLBACK'))
}

function limit(ledger: Database.Database, isFull: boolean): void {
  const pages = isFull ? ledger.pragma('page_count', { simple: true }) : PAGES_MAX
  ledger.pragma(`max_page_count = ${String(pages)}`)
}

interface Wrapped {
  readonly source?: unknown
}

function wrap(
  target: object,
  method: string,
  pass: Pass,
  isMeant: (receiver: Wrapped, input: readonly unknown[]) => boolean,
): void {
  const original: unknown = Reflect.get(target, method)
  if (typeof original !== 'function') throw new Error(`there is no method ${method}`)
  const replacement = function (this: Wrapped, ...input: unknown[]): unknown {
    const counts = isMeant(this, input)
    if (counts) pass('before')
    const output: unknown = Reflect.apply(original, this, input)
    if (counts) pass('after')
    return output
  }
  Reflect.set(target, method, replacement)
}
