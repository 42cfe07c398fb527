import { add, type Money, moneyOf, type Quantity, subtract, ZERO_MONEY } from '../domain/amount.ts'
import { isFinished, isTakenOver, type Order, type OrderState } from '../domain/order.ts'
import { referenceTo } from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import type { SimulatedOrder } from './simulated-order.ts'
import type { World } from './world.ts'

/** What must hold when everything works again and some time has passed: our record equals the exchange's. */
export function finalFault(
  world: World,
  remembered: ReadonlyMap<string, Money>,
  cancelled: ReadonlySet<string>,
): string | undefined {
  return (
    doubledOrder(world) ??
    wrongOrder(world) ??
    wrongFills(world) ??
    forgottenCancel(world, cancelled) ??
    wrongDrift(world) ??
    wrongBalance(world, remembered)
  )
}

function doubledOrder({ exchange }: World): string | undefined {
  for (const [id, count] of exchange.acceptedCounts) {
    if (count > 1) return `${id} became ${count} orders`
  }
  return undefined
}

function wrongOrder(world: World): string | undefined {
  const { exchange, ledger } = world
  for (const theirs of exchange.orders) {
    const id = theirs.wish.clientOrderId
    if (theirs.state === 'rejected') continue
    const ours = orderInLedger(world, theirs)
    if (id === null && ours === undefined) continue
    if (ours === undefined) return `${id} is at the exchange and not in the ledger`
    if (!isSame(ours, theirs)) {
      return `${ours.clientOrderId} is ${ours.state} with ${ours.filledQuantity}, at the exchange ${theirs.state} with ${theirs.filled}`
    }
  }
  for (const ours of ledger.loadRecentOrders(Number.MAX_SAFE_INTEGER)) {
    if (exchange.acceptedCounts.has(ours.clientOrderId) || isGone(ours, world)) continue
    if (isTakenOver(ours) && exchange.find(referenceTo(ours))) continue
    return `${ours.clientOrderId} is ${ours.state} and not at the exchange`
  }
  return undefined
}

/** Those of others are there once they were taken over. */
function orderInLedger(
  { ledger }: World,
  { wish, exchangeOrderId }: SimulatedOrder,
): Order | undefined {
  const { clientOrderId, symbol } = wish
  if (clientOrderId !== null) return ledger.loadOrder(clientOrderId)
  return ledger.loadOrderByExchangeId(symbol, exchangeOrderId)
}

/** It never got there, or was never sent: it waits here, or waited until it was cancelled. */
function isGone({ clientOrderId, state }: Order, { sentIds }: World): boolean {
  if (state === 'cancelled' || state === 'waiting') return !sentIds.has(clientOrderId)
  return state === 'rejected' || state === 'absent'
}

const STATES: Readonly<Record<SimulatedOrder['state'], readonly OrderState[]>> = {
  open: ['open', 'partially-filled'],
  filled: ['filled'],
  cancelled: ['cancelled'],
  rejected: ['rejected'],
}

function isSame(ours: Order, theirs: SimulatedOrder): boolean {
  return STATES[theirs.state].includes(ours.state) && ours.filledQuantity === theirs.filled
}

function wrongFills({ exchange, ledger }: World): string | undefined {
  const booked = new Map<string, Quantity>()
  for (const { clientOrderId, fillId, quantity } of ledger.loadFills()) {
    const key = `${fillId} of ${clientOrderId}`
    if (booked.has(key)) return `the trade ${key} is booked twice`
    booked.set(key, quantity)
  }
  for (const { clientOrderId, exchangeOrderId, symbol, fillId, quantity } of exchange.executions) {
    const takenOver = ledger.loadOrderByExchangeId(symbol, exchangeOrderId)?.clientOrderId
    const id = clientOrderId ?? takenOver
    if (id === undefined) continue
    const key = `${fillId} of ${id}`
    if (booked.get(key) !== quantity) return `the trade ${key} is not booked as it was`
    booked.delete(key)
  }
  const [invented] = booked.keys()
  return invented && `the trade ${invented} is booked and never happened`
}

function forgottenCancel({ ledger }: World, cancelled: ReadonlySet<string>): string | undefined {
  for (const order of ledger.loadRecentOrders(Number.MAX_SAFE_INTEGER)) {
    const wasAsked = order.cancelRequestedAt !== null || cancelled.has(order.clientOrderId)
    if (wasAsked && !isFinished(order)) return `the cancel of ${order.clientOrderId} was forgotten`
  }
  return undefined
}

/** This exchange forgets nothing, and by now it has shown everything. */
function wrongDrift({ ledger, exchange, faults }: World): string | undefined {
  for (const { kind, about, symbol, state, driftId } of ledger.loadDrifts()) {
    if (kind === 'missing-order' && !faults.isOn('clock'))
      return `the drift ${driftId} is about an order that is there`
    if (kind === 'missing-fills' && state === 'open') return `the drift ${driftId} is still open`
    const isStrangers =
      kind === 'external-fill'
        ? exchange.executions.some(
            (one) => one.symbol === symbol && one.fillId === about && one.clientOrderId === null,
          )
        : exchange.orders.some(
            ({ wish, exchangeOrderId }) =>
              wish.symbol === symbol && exchangeOrderId === about && wish.clientOrderId === null,
          )
    // By a clock that was set, what is late looks like what is not there: that has to explain itself.
    if (faults.isOn('clock') && state !== 'open') continue
    const isExternal = kind === 'external-fill' || kind === 'external-order'
    if (isExternal && !isStrangers) return `the drift ${driftId} is about something of ours`
  }
  return undefined
}

/** Whatever our books, and the drifts that were accounted for, do not explain is shown as a drift of just that. */
function wrongBalance(
  { exchange, ledger }: World,
  remembered: ReadonlyMap<string, Money>,
): string | undefined {
  const booked = bookedBalances(ledger)
  for (const [currency, amount] of [...booked, ...remembered]) {
    if (amountOf(booked, currency) !== amountOf(remembered, currency)) {
      return `${currency}: ${amount} is not the same on the disk and in memory`
    }
  }
  const left = new Map(exchange.balances.totals())
  for (const [currency, amount] of booked) move(left, currency, negated(amount))
  for (const { kind, state, moves } of ledger.loadDrifts()) {
    const isShown = state === 'open' && (kind === 'balance' || kind === 'external-fill')
    if (!isShown && state !== 'ignored') continue
    for (const { currency, amount } of moves) move(left, currency, negated(amount))
  }
  for (const [currency, amount] of left) {
    if (amount === ZERO_MONEY) continue
    return `${amount} of ${currency} at the exchange are neither booked nor shown as a drift`
  }
  return undefined
}

function bookedBalances(ledger: LedgerStore): Map<string, Money> {
  const booked = new Map<string, Money>()
  for (const { currency, amount } of ledger.loadTransfers()) move(booked, currency, amount)
  for (const { symbol, side, quantity, cost, fee, feeCurrency } of ledger.loadFills()) {
    const [base = '', quote = ''] = symbol.split('/')
    const bought = moneyOf(quantity)
    move(booked, base, side === 'buy' ? bought : negated(bought))
    move(booked, quote, side === 'buy' ? negated(cost) : cost)
    move(booked, feeCurrency, negated(fee))
  }
  return booked
}

function move(balances: Map<string, Money>, currency: string, amount: Money): void {
  balances.set(currency, add(amountOf(balances, currency), amount))
}

function amountOf(balances: ReadonlyMap<string, Money>, currency: string): Money {
  return balances.get(currency) ?? ZERO_MONEY
}

function negated(amount: Money): Money {
  return subtract(ZERO_MONEY, amount)
}
