import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { AccountStores } from '../storage/account-stores.ts'

/** A new ledger on disk, and what a program that starts now would read from it; gone after the test. */
export function openSampleLedger(): { ledger: LedgerStore; reopened: () => LedgerStore } {
  const directory = mkdtempSync(join(tmpdir(), 'cryptobot-ledger-'))
  const opened: AccountStores[] = []
  const open = () => {
    const stores = new AccountStores(directory)
    opened.push(stores)
    return stores.ledger()
  }
  onTestFinished(() => {
    for (const stores of opened) stores.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const ledger = open()
  ledger.saveMarket(SAMPLE_MARKET)
  return { ledger, reopened: open }
}
