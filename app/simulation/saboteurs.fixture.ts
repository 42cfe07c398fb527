import { isFinished, type Order } from '../domain/order.ts'
import type { ExchangeClient, ExchangeListener, OrderRequest } from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { NO_SABOTAGE, type Sabotage } from './sabotage.ts'

/** The same, but for some methods and properties. */
function replaced<Part extends object>(sound: Part, changes: Partial<Part>): Part {
  return new Proxy(sound, {
    get(target, name) {
      const source = name in changes ? changes : target
      const value: unknown = Reflect.get(source, name, source)
      return typeof value === 'function' ? value.bind(source) : value
    },
  })
}

function ledger(change: (sound: LedgerStore) => Partial<LedgerStore>): Sabotage {
  return { ...NO_SABOTAGE, ledger: (sound) => replaced(sound, change(sound)) }
}

function client(change: (sound: ExchangeClient) => Partial<ExchangeClient>): Sabotage {
  return { ...NO_SABOTAGE, client: (sound) => replaced(sound, change(sound)) }
}

/** Hears replies in place of the engine, and passes them on as it likes. */
function listening(
  sound: ExchangeClient,
  change: (listener: ExchangeListener) => Partial<ExchangeListener>,
) {
  return (listener: ExchangeListener) => sound.connect(replaced(listener, change(listener)))
}

/** The order leaves, and is written down with whatever is written next. */
export const sendsBeforeCommit = ledger((sound) => {
  let late: readonly Order[] = []
  return {
    insertOrders: (orders) => {
      if (late.length > 0) sound.insertOrders(late)
      late = orders
      return sound.loadOrder(orders[0]?.clientOrderId ?? '') === undefined
    },
    updateOrder: (order) => {
      if (late.length > 0) sound.insertOrders(late)
      late = []
      sound.updateOrder(order)
    },
  }
})

export const sendsAgainWhenUnknown = client((sound) => {
  const requests = new Map<string, OrderRequest>()
  return {
    submit: (request) => {
      requests.set(request.clientOrderId, request)
      sound.submit(request)
    },
    connect: listening(sound, (listener) => ({
      onReply: (reply) => {
        const request = requests.get(reply.clientOrderId)
        requests.delete(reply.clientOrderId)
        if (reply.kind === 'unknown' && request) sound.submit(request)
        else listener.onReply(reply)
      },
    })),
  }
})

export const callsUnknownRejected = client((sound) => ({
  connect: listening(sound, (listener) => ({
    onReply: (reply) =>
      listener.onReply(reply.kind === 'unknown' ? { ...reply, kind: 'rejected' } : reply),
  })),
}))

export const takesAbsenceAsFinal = client((sound) => ({
  traits: { ...sound.traits, visibilityLagMs: 0, requestWindowMs: 0 },
}))

export const takesFailureAsAbsence = client((sound) => ({
  fetchOrder: async (reference) => {
    const lookup = await sound.fetchOrder(reference)
    return lookup.kind === 'failed' ? { kind: 'absent' } : lookup
  },
}))

export const booksFillsTwice = ledger((sound) => ({
  bookFill: (fill, order) =>
    sound.bookFill(fill, order) || sound.bookFill({ ...fill, fillId: `${fill.fillId}+` }, order),
}))

export const asksForNoTrades = client(() => ({
  fetchExecutions: async () => ({ ok: true, value: [] }),
}))

export const forgetsCancels = client((sound) => {
  const cancelled = new Set<string | null>()
  return {
    cancel: (reference) => {
      if (cancelled.has(reference.clientOrderId)) return
      cancelled.add(reference.clientOrderId)
      sound.cancel(reference)
    },
  }
})

export const forgetsCancelsInACrash = ledger((sound) => ({
  updateOrder: (order) => sound.updateOrder({ ...order, cancelRequestedAt: null }),
}))

export const forgetsWindDowns = ledger((sound) => ({
  saveGuard: (record) => sound.saveGuard({ ...record, windDowns: [] }),
}))

export const forgetsHalts = ledger(() => ({ saveTradingStatus: () => undefined }))

export const forgetsUnresolvedOrders = ledger((sound) => ({
  loadOpenOrders: () =>
    sound.loadOpenOrders().filter((order) => isFinished(order) || isKnown(order)),
}))

function isKnown({ state }: Order): boolean {
  return state !== 'unresolved' && state !== 'submitting'
}

/** At an exchange that keeps the two as one. */
export const sendsPairsOneByOne = client((sound) => {
  const { pairs } = sound
  if (pairs === undefined) return {}
  const submit = (stop: OrderRequest, target: OrderRequest) => {
    sound.submit(stop)
    sound.submit(target)
  }
  return { pairs: { encode: (stop, target) => pairs.encode(stop, target), submit } }
})
