import { formatAmount, type Money, parseMoney } from '../../app/domain/amount.ts'
import type { Order as OurOrder } from '../../app/domain/order.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import { unexplained } from '../../app/reconciliation/compare-balances.ts'
import { openAccountReader } from '../../app/storage/account-reader.ts'
import { type FakeExchange, MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { type Amount, amountText } from '../fake-exchange/matching/amount.ts'
import { isOpen, type Order as TheirOrder } from '../fake-exchange/matching/order.ts'

export interface BooksWish {
  readonly session: AccountSession
  readonly exchange: FakeExchange
  /** Where the account's ledger is. */
  readonly directory: string
  /** What we call an order that the exchange knows under its form of our id. */
  readonly calledByUs: (theirs: string) => string
}

/** Every way in which the ledger on disk and the exchange's own books differ, for people; empty when they agree. */
export function differences({
  session,
  exchange,
  directory,
  calledByUs,
}: BooksWish): readonly string[] {
  const account = openAccountReader(directory)
  try {
    const ours = account.orders()
    const theirs = exchange.engine.state.orders
      .all()
      .filter(({ accountId, origin }) => accountId === MAIN_ACCOUNT && origin === 'api')
      .map((order) => ({ ...order, clientOrderId: calledByUs(order.clientOrderId) }))
    const fillsBooked = account
      .fills()
      .map(({ clientOrderId, quantity, cost, fee, feeCurrency }) =>
        [clientOrderId, ...[quantity, cost, fee].map(formatAmount), feeCurrency].join(' '),
      )
    return [
      ...ours.flatMap((order) => orderDifferences(order, theirs)),
      ...strangers(ours, theirs),
      ...listDifferences('fill', fillsBooked, fillsAt(exchange, theirs)),
      ...balanceDifferences(session, exchange),
    ]
  } finally {
    account.close()
  }
}

function orderDifferences(order: OurOrder, theirs: readonly TheirOrder[]): readonly string[] {
  const { clientOrderId: id, state, filledQuantity } = order
  const there = theirs.filter(({ clientOrderId }) => clientOrderId === id)
  const [one] = there
  if (there.length > 1) return [`${id} is at the exchange ${there.length} times`]
  if (state === 'rejected' || state === 'absent') {
    return one && one.filled > 0n ? [`${id} is ${state}, and has traded`] : isLeft(id, state, one)
  }
  if (!one) return [`${id} is ${state}, and not at the exchange`]
  const isWorking = state === 'open' || state === 'partially-filled'
  if (isWorking !== isOpen(one)) return [`${id} is ${state} here and ${one.status} there`]
  const filled = formatAmount(filledQuantity)
  const same = filled === amountText(one.filled)
  return same ? [] : [`${id} has filled ${filled} here and ${amountText(one.filled)} there`]
}

/** An exchange may keep a record of what it rejected; what it has open is another matter. */
function isLeft(id: string, state: string, one: TheirOrder | undefined): readonly string[] {
  return one && isOpen(one) ? [`${id} is ${state}, and open at the exchange`] : []
}

function strangers(ours: readonly OurOrder[], theirs: readonly TheirOrder[]): readonly string[] {
  const known = new Set(ours.map(({ clientOrderId }) => clientOrderId))
  return theirs
    .filter(({ clientOrderId }) => !known.has(clientOrderId))
    .map(({ clientOrderId }) => `${clientOrderId} is at the exchange, and was never written down`)
}

function fillsAt({ engine }: FakeExchange, orders: readonly TheirOrder[]): readonly string[] {
  const ids = new Map(orders.map(({ id, clientOrderId }) => [id, clientOrderId]))
  return engine.state.orders
    .fills()
    .flatMap(({ orderId, quantity, quoteQuantity, fee, feeAsset }) => {
      const id = ids.get(orderId)
      if (id === undefined) return []
      return [[id, ...[quantity, quoteQuantity, fee].map(amountText), feeAsset].join(' ')]
    })
}

function listDifferences(
  what: string,
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const left = [...theirs]
  const extra: string[] = []
  for (const one of ours) {
    const place = left.indexOf(one)
    if (place === -1) extra.push(`${what} only here: ${one}`)
    else left.splice(place, 1)
  }
  return [...extra, ...left.map((one) => `${what} only there: ${one}`)]
}

function balanceDifferences(session: AccountSession, { engine }: FakeExchange): readonly string[] {
  const { desk } = session.engine
  const balances = engine.state
    .account(MAIN_ACCOUNT)
    .balances()
    .map(({ asset, free, locked }) => ({
      currency: asset,
      free: units(free),
      used: units(locked),
      total: units(free + locked),
    }))
  return unexplained(balances, desk.balances(), desk.drifts.all()).map(
    ({ currency, amount }) => `the exchange holds ${formatAmount(amount)} ${currency} more`,
  )
}

function units(value: Amount): Money {
  const money = parseMoney(amountText(value))
  if (!money.ok) throw new RangeError(money.error)
  return money.value
}
