import { parseArgs } from 'node:util'
import { type Money, ZERO_MONEY } from '../../app/domain/amount.ts'
import { Portfolio } from '../../app/engine/portfolio.ts'
import {
  balanceRecords,
  driftRecord,
  fillRecord,
  orderRecord,
} from '../../app/engine/view/account-records.ts'
import { type AccountReader, openAccountReader } from '../../app/storage/account-reader.ts'
import { profileOf } from './account-options.ts'
import { accountDirectory } from './last-source.ts'
import { printTable } from './print-table.ts'

type Row = Readonly<Record<string, unknown>>

export function orders(args: readonly string[]): Promise<number> {
  return read(args, (account) => {
    const found = account.orders()
    return found.map((order) => orderRecord(order, account.markets))
  })
}

export function fills(args: readonly string[]): Promise<number> {
  return read(args, (account) => {
    const found = account.fills()
    return found.map((fill) => fillRecord(fill, account.markets))
  })
}

export function balances(args: readonly string[]): Promise<number> {
  return read(args, (account) => {
    const open = account.orders()
    return balanceRecords(totalsOf(account), open, account.markets)
  })
}

export function drifts(args: readonly string[]): Promise<number> {
  return read(args, (account) => account.drifts().map(driftRecord))
}

function totalsOf(account: AccountReader): ReadonlyMap<string, Money> {
  const transfers = account.transfers()
  const booked = account.fills()
  const portfolio = new Portfolio({
    currency: account.record.market.quote,
    markets: account.markets,
    store: { loadTransfers: () => transfers, loadFills: () => booked },
  })
  const totals = new Map<string, Money>()
  for (const currency of portfolio.currencies()) totals.set(currency, portfolio.balance(currency))
  for (const { quote, base } of account.markets.all()) {
    for (const currency of [quote, base]) {
      if (!totals.has(currency)) totals.set(currency, ZERO_MONEY)
    }
  }
  return totals
}

async function read(
  args: readonly string[],
  rowsOf: (account: AccountReader) => readonly Row[],
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      profile: { type: 'string' },
      account: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const account = openAccountReader(accountDirectory(profileOf(values), values.account))
  try {
    const rows = rowsOf(account)
    if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
    else printTable(rows)
  } finally {
    account.close()
  }
  return 0
}
