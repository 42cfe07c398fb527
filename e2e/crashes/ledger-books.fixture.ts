import { formatAmount } from '../../app/domain/amount.ts'
import { isTakenOver, type Order } from '../../app/domain/order.ts'
import { Portfolio } from '../../app/engine/portfolio.ts'
import type { AccountReader } from '../../app/storage/account-reader.ts'
import type { Books } from './exchange-books.fixture.ts'

/** Never reached the exchange, by our record: it waits here, or did until it was dropped. */
function isNotThere({ state, payload }: Order): boolean {
  if (state === 'absent' || state === 'rejected' || state === 'waiting') return true
  return state === 'cancelled' && payload === null
}

/** What is in a ledger, in the words of `Books`. */
export function ledgerBooks(account: AccountReader): Books {
  const fills = account.fills()
  const orders = account.orders().filter((order) => isTakenOver(order) || !isNotThere(order))
  return {
    orders: orders
      .map(({ clientOrderId, state, filledQuantity }) =>
        [clientOrderId, state, formatAmount(filledQuantity)].join(' '),
      )
      .toSorted(),
    fills: fills
      .map(({ fillId, clientOrderId, quantity, fee, feeCurrency }) =>
        [fillId, clientOrderId, formatAmount(quantity), formatAmount(fee), feeCurrency].join(' '),
      )
      .toSorted(),
    balances: balancesOf(account),
  }
}

function balancesOf(account: AccountReader): Books['balances'] {
  const portfolio = new Portfolio({
    currency: account.record.market.quote,
    markets: account.markets,
    store: { loadTransfers: () => account.transfers(), loadFills: () => account.fills() },
  })
  const balances = Array.from(
    portfolio.currencies(),
    (currency) => `${currency} ${formatAmount(portfolio.balance(currency))}`,
  )
  return balances.toSorted()
}
