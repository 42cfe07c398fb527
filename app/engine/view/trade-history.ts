import type { HistoryLayout } from '../../contract/history-layouts.ts'
import { formatAmount, type Money, moneyOf, subtract, ZERO_MONEY } from '../../domain/amount.ts'
import { type CsvCell, csvText } from '../../domain/csv-text.ts'
import type { Fill } from '../../domain/fill.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { Mode } from '../../domain/mode.ts'
import { formatPrice } from '../../domain/price.ts'
import type { Transfer } from '../../domain/transfer.ts'

/** What an account did, as its ledger has it. */
export interface AccountHistory {
  readonly account: string
  readonly mode: Mode
  readonly markets: MarketBook
  readonly fills: readonly Fill[]
  readonly transfers: readonly Transfer[]
}

/** From its first ms, and before its last, Unix ms. */
export interface Period {
  readonly from: number
  readonly until: number
}

/** Money that moved at a moment: what was given, what was got for it, and what that cost. Amounts are above zero. */
interface Movement {
  readonly time: number
  readonly given: Sum | null
  readonly got: Sum | null
  readonly fee: Sum | null
  /** A word of Koinly's for what is no trade, deposit or withdrawal. */
  readonly label: 'reward' | ''
  readonly description: string
}

interface Sum {
  readonly amount: Money
  readonly currency: string
}

/** All trades and transfers of a period as CSV, oldest first, times in UTC. */
export function tradeHistory(
  history: AccountHistory,
  layout: HistoryLayout,
  period: Period,
): string {
  const isWithin = ({ time }: { readonly time: number }) =>
    time >= period.from && time < period.until
  const fills = history.fills.filter(isWithin)
  const transfers = history.transfers.filter(isWithin)
  const within = { ...history, fills, transfers }
  switch (layout) {
    case 'csv':
      return plainHistory(within)
    case 'koinly':
      return koinlyHistory(movementsOf(within))
    case 'cointracker':
      return coinTrackerHistory(movementsOf(within))
  }
}

const PLAIN_COLUMNS = [
  ...['time', 'account', 'mode', 'kind', 'symbol', 'side', 'price', 'quantity', 'cost', 'currency'],
  ...['amount', 'fee', 'feeCurrency', 'bot', 'clientOrderId', 'exchangeOrderId', 'id'],
]

function plainHistory({ account, mode, markets, fills, transfers }: AccountHistory): string {
  const traded = fills.map((fill) => {
    const market = markets.get(fill.symbol)
    const { time, symbol, side, price, quantity, cost, fee, feeCurrency } = fill
    return row(time, [
      ...[account, mode, 'trade', symbol, side, formatPrice(market, price)],
      ...[formatAmount(quantity), formatAmount(cost), market.quote, ''],
      ...[formatAmount(fee), feeCurrency, fill.botId, fill.clientOrderId],
      ...[fill.exchangeOrderId, fill.fillId],
    ])
  })
  const moved = transfers.map(({ time, kind, currency, amount, reference }) =>
    row(time, [
      ...[account, mode, kind, '', '', '', '', '', currency, formatAmount(amount)],
      ...['', '', '', '', '', reference],
    ]),
  )
  const rows = inOrder([...traded, ...moved])
  return csvText(
    PLAIN_COLUMNS,
    rows.map(({ time, cells }) => [new Date(time).toISOString(), ...cells]),
  )
}

interface Row {
  readonly time: number
  readonly cells: readonly CsvCell[]
}

function row(time: number, cells: readonly CsvCell[]): Row {
  return { time, cells }
}

/** Of the same time, as they were booked. */
function inOrder<Timed extends { readonly time: number }>(
  rows: readonly Timed[],
): readonly Timed[] {
  return rows.toSorted((one, other) => one.time - other.time)
}

/** What was there when the account was opened came from elsewhere, and what was adopted is not known to be either. */
function movementsOf(history: AccountHistory): readonly Movement[] {
  const moved = history.transfers
    .filter(({ kind }) => kind === 'deposit' || kind === 'withdrawal')
    .map((transfer) => movementOfTransfer(transfer, history))
  return inOrder([...history.fills.flatMap((fill) => movementsOfFill(fill, history)), ...moved])
}

function movementOfTransfer(
  { time, currency, amount, reference }: Transfer,
  { account, mode }: AccountHistory,
): Movement {
  const isOut = amount < ZERO_MONEY
  const sum = { amount: isOut ? subtract(ZERO_MONEY, amount) : amount, currency }
  return {
    ...{ time, given: isOut ? sum : null, got: isOut ? null : sum, fee: null, label: '' },
    description: `${account} (${mode}), ${reference}`,
  }
}

/** A fee that the exchange paid is got like a reward, since a fee below zero is taken for a mistake. */
function movementsOfFill(fill: Fill, { account, mode, markets }: AccountHistory): Movement[] {
  const { base, quote } = markets.get(fill.symbol)
  const { time, side, fee, feeCurrency, botId, clientOrderId } = fill
  const traded = { amount: moneyOf(fill.quantity), currency: base }
  const paid = { amount: fill.cost, currency: quote }
  const [given, got] = side === 'buy' ? [paid, traded] : [traded, paid]
  const description = `${account} (${mode}), ${botId}, order ${clientOrderId}`
  const cost = fee > ZERO_MONEY ? { amount: fee, currency: feeCurrency } : null
  const trade: Movement = { time, given, got, fee: cost, label: '', description }
  if (fee >= ZERO_MONEY) return [trade]
  const rebate = { amount: subtract(ZERO_MONEY, fee), currency: feeCurrency }
  return [trade, { time, given: null, got: rebate, fee: null, label: 'reward', description }]
}

/** Koinly's universal template. */
function koinlyHistory(movements: readonly Movement[]): string {
  return csvText(
    [
      ...['Date', 'Sent Amount', 'Sent Currency', 'Received Amount', 'Received Currency'],
      ...['Fee Amount', 'Fee Currency', 'Net Worth Amount', 'Net Worth Currency'],
      ...['Label', 'Description', 'TxHash'],
    ],
    movements.map(({ time, given, got, fee, label, description }) => [
      `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
      ...[...cellsOf(given), ...cellsOf(got), ...cellsOf(fee)],
      ...['', '', label, description, ''],
    ]),
  )
}

/** CoinTracker's template: its columns, and no others. */
function coinTrackerHistory(movements: readonly Movement[]): string {
  return csvText(
    [
      ...['Date', 'Received Quantity', 'Received Currency', 'Sent Quantity', 'Sent Currency'],
      ...['Fee Amount', 'Fee Currency', 'Tag'],
    ],
    movements.map(({ time, given, got, fee }) => {
      const text = new Date(time).toISOString()
      const day = `${text.slice(5, 7)}/${text.slice(8, 10)}/${text.slice(0, 4)}`
      const clock = text.slice(11, 19)
      return [`${day} ${clock}`, ...cellsOf(got), ...cellsOf(given), ...cellsOf(fee), '']
    }),
  )
}

function cellsOf(sum: Sum | null): readonly CsvCell[] {
  return sum === null ? ['', ''] : [formatAmount(sum.amount), sum.currency]
}
