import Database from 'better-sqlite3'
import { ARMED, DISARMED, type DiskFault } from './crash-point.ts'
import { begins, statementPrototype, wrapMethod } from './wrap-method.ts'

/** No limit. */
const PAGES_MAX = 1_000_000

/** Only the ledger's file is spoiled: by its limit of pages, which SQLite takes for the disk's, or by an error of its own. */
export function spoilDisk(fault: DiskFault): void {
  let isSpoilt = false
  const ledgers = new Set<Database.Database>()
  const seen = (database: unknown) => {
    if (database instanceof Database && database.name.endsWith('ledger.db')) ledgers.add(database)
    return false
  }
  wrapMethod(Database.prototype, 'prepare', () => undefined, seen)
  process.on('SIGUSR2', () => {
    isSpoilt = !isSpoilt
    if (fault === 'full') for (const ledger of ledgers) limit(ledger, isSpoilt)
    process.stderr.write(`${isSpoilt ? ARMED : DISARMED}\n`)
  })
  if (fault !== 'broken') return
  const fail = () => {
    if (isSpoilt) throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE')
  }
  wrapMethod(statementPrototype(), 'run', fail, ({ source }) => !begins(source, 'ROLLBACK'))
}

function limit(ledger: Database.Database, isFull: boolean): void {
  const pages = isFull ? ledger.pragma('page_count', { simple: true }) : PAGES_MAX
  ledger.pragma(`max_page_count = ${String(pages)}`)
}
