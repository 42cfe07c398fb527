import type { MarketBook } from '../domain/market-book.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { describeFills } from './ledger-fills.suite.ts'
import { describeMarkets } from './ledger-markets.suite.ts'
import { describeOrders } from './ledger-orders.suite.ts'
import { describeRecords } from './ledger-records.suite.ts'

export type OpenLedger = (markets?: MarketBook) => LedgerStore

/** What every ledger store does, whatever it keeps its rows in; opened with the sample market unless told otherwise. */
export function describeLedgerStore(name: string, open: OpenLedger): void {
  describeOrders(name, open)
  describeFills(name, open)
  describeMarkets(name, open)
  describeRecords(name, open)
}
