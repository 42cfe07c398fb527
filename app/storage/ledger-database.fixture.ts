import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { MarketBook } from '../domain/market-book.ts'
import { SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import { LEDGER_FILE, LEDGER_MIGRATIONS } from './ledger-file.ts'
import { openDatabase } from './open-database.ts'
import { SqliteLedgerStore } from './sqlite-ledger-store.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

/** A ledger in a file, closed after the test. */
export function openLedger(
  path = join(temporaryFolder(), LEDGER_FILE),
  markets = new MarketBook([SAMPLE_MARKET]),
) {
  const database = openDatabase(path, { migrations: LEDGER_MIGRATIONS, synchronous: 'FULL' })
  onTestFinished(() => {
    database.close()
  })
  return { path, database, markets, store: new SqliteLedgerStore(database, markets) }
}
