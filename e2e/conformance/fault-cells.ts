import type { OrderReply } from '../../app/domain/order.ts'
import { approved, price, quantity } from '../../app/domain/sample-market.fixture.ts'
import type { ExchangeListener, OrderReference } from '../../app/ports/exchange-client.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import type { Moment } from '../fake-exchange/faults.ts'
import { isOpen } from '../fake-exchange/matching/order.ts'
import { type Fake, theirId } from './fakes.ts'
import type { FaultRow } from './fault-rows.ts'
import { type FakeAccount, openFakeAccount } from './open-fake-account.ts'

export type Request = 'create' | 'cancel' | 'lookup'

/** What our client said of an order, and what the exchange had of it. */
export interface Cell {
  readonly says: OrderReply['kind'] | 'not confirmed' | 'found' | 'absent' | 'failed'
  readonly has: 'no order' | 'an open order' | 'a cancelled order'
}

/** `before`: what is asked for was not done, or never was. */
export interface CellWish {
  readonly request: Request
  readonly moment: Moment
}

const ID = 'cb-fault-1'
/** Longer than a slow answer, and than a busy machine takes for a good one. */
const PATIENCE_MS = 1_500

const REFERENCE: OrderReference = {
  symbol: 'BTC/USDT',
  clientOrderId: ID,
  exchangeOrderId: null,
  type: 'limit',
  createdAt: Date.now(),
}

/** Asks one thing of a fake exchange while one thing goes wrong. */
export async function faultCell(fake: Fake, row: FaultRow, wish: CellWish): Promise<Cell> {
  const account = await openFakeAccount(fake, { requestTimeoutMs: PATIENCE_MS })
  const { exchange, client } = account
  // What comes by the stream would hide what an answer said.
  exchange.streams.refuses = true
  const words = new FirstWord()
  client.connect(words)
  const { request, moment } = wish
  const isLookup = request === 'lookup'
  try {
    if (request === 'cancel' || (isLookup && moment === 'after')) {
      await words.after(() => submit(account))
    }
    const target = { ...fake.requests[request], moment: isLookup ? 'after' : moment } as const
    exchange.failWith(row.fault(fake), target)
    const says = await saidOf(request, account, words)
    // What was held arrives when nobody waits for it any more.
    exchange.faults.clear()
    return { says, has: has(account, theirId(fake, ID)) }
  } finally {
    await account.close()
  }
}

async function saidOf(
  request: Request,
  account: FakeAccount,
  words: FirstWord,
): Promise<Cell['says']> {
  if (request === 'create') return words.after(() => submit(account))
  if (request === 'cancel') return words.after(() => account.client.cancel(REFERENCE))
  return (await account.client.fetchOrder(REFERENCE)).kind
}

function submit({ client }: FakeAccount): void {
  const terms = { type: 'limit', limitPrice: price('29000'), quantity: quantity('0.1') } as const
  const order = approved(terms)
  const payload = client.encode(order, ID)
  if (!payload.ok) throw new Error(payload.error)
  client.submit({ order, clientOrderId: ID, payload: payload.value })
}

function has({ exchange }: FakeAccount, id: string): Cell['has'] {
  const [order] = exchange.engine.state.orders.findByClientId(MAIN_ACCOUNT, id)
  if (!order) return 'no order'
  return isOpen(order) ? 'an open order' : 'a cancelled order'
}

/** Hears the first that is said of an order after something was done. */
class FirstWord implements ExchangeListener {
  #said: (word: Cell['says']) => void = () => undefined

  after(act: () => void): Promise<Cell['says']> {
    return new Promise((resolve) => {
      this.#said = resolve
      act()
    })
  }

  onReply({ kind }: OrderReply): void {
    this.#said(kind)
  }

  onCancelFailed(): void {
    this.#said('not confirmed')
  }

  onHint(): void {
    this.#said('not confirmed')
  }

  onBookDropped(): void {
    // Nothing here is decided by a book.
  }

  onCallBreaker(): void {
    // One fault does not make a series.
  }

  onExecution(): void {
    // Nothing trades here.
  }

  onBalances(): void {
    // What is held does not matter here.
  }

  onPrice(): void {
    // Nor does what it is worth.
  }

  onConnection(): void {
    // The stream is refused, which is no news.
  }
}
