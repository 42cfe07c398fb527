import { describe, expect, it } from 'vitest'
import { money, SAMPLE_DRIFT } from '../domain/sample-market.fixture.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { DriftBook, type FoundDrift } from './drift-book.ts'

function found(changes: Partial<FoundDrift> = {}): FoundDrift {
  const { driftId: _, since: __, state: ___, ...drift } = SAMPLE_DRIFT
  return { ...drift, ...changes }
}

const ORDER = found({
  kind: 'external-order',
  about: 'x7',
  symbol: 'BTC/USDT',
  currencies: ['BTC', 'USDT'],
  moves: [],
})

function bookOn(store = new MemoryLedgerStore()) {
  return { store, book: new DriftBook(store) }
}

/** The drift as it is noted, which it must be. */
function noted(book: DriftBook, drift: FoundDrift, time = 1) {
  const saved = book.note(drift, time)
  if (saved === undefined) throw new Error('nothing was noted')
  return saved
}

describe('a drift', () => {
  it('is stored and open from when it is first found', () => {
    const { store, book } = bookOn()
    const drift = noted(book, found(), 7)
    expect(drift).toMatchObject({ state: 'open', since: 7, about: 'USDT' })
    expect(store.loadDrifts()).toEqual([drift])
    expect(book.open()).toEqual([drift])
    expect(book.find(drift.driftId)).toBe(drift)
  })

  it('is no news when it is found again as it was', () => {
    const { book } = bookOn()
    noted(book, found())
    expect(book.note(found(), 2)).toBeUndefined()
  })

  it('stays the same one when it has changed, in what it says or in what it moves', () => {
    const { store, book } = bookOn()
    const { driftId } = noted(book, found(), 1)
    expect(noted(book, found({ theirs: '10006' }), 2)).toMatchObject({ driftId, since: 1 })
    const moves = [{ currency: 'USDT', amount: money('6') }]
    expect(noted(book, found({ theirs: '10006', moves }), 3)).toMatchObject({ driftId, moves })
    expect(store.loadDrifts()).toHaveLength(1)
  })

  it.each([
    ['ignored', ORDER],
    ['adopted', { ...ORDER, kind: 'external-fill' }],
  ] as const)('that was %s stays so when it is found again', (state, drift) => {
    const { book } = bookOn()
    book.decide(noted(book, drift), state)
    expect(book.note(drift, 2)).toBeUndefined()
    expect(book.open()).toEqual([])
  })

  it('of an order that was adopted and is in no books is found anew', () => {
    const { book } = bookOn()
    book.decide(noted(book, ORDER), 'adopted')
    expect(noted(book, ORDER, 2)).toMatchObject({ state: 'open', since: 2 })
  })

  it('of a balance is found anew after one was decided on, as another one', () => {
    const { book } = bookOn()
    const first = book.decide(noted(book, found()), 'ignored')
    const second = noted(book, found({ theirs: '10009' }), 1)
    expect(second.driftId).not.toBe(first.driftId)
    expect(book.find(first.driftId)?.state).toBe('ignored')
    expect(book.open()).toEqual([second])
  })

  it.each(['fixed', 'gone'] as const)(
    'that was %s is found anew when it is there still',
    (state) => {
      const { book } = bookOn()
      book.decide(noted(book, ORDER), state)
      expect(noted(book, ORDER, 2)).toMatchObject({ state: 'open', since: 2 })
    },
  )

  it('is gone when it is not found any more, and others of its kind and of other kinds stay', () => {
    const { book } = bookOn()
    noted(book, ORDER)
    noted(book, { ...ORDER, about: 'x8' })
    noted(book, found())
    const gone = book.keep('external-order', ({ about }) => about === 'x8')
    expect(gone).toMatchObject([{ about: 'x7', state: 'gone' }])
    expect(book.open().map(({ about }) => about)).toEqual(['x8', 'USDT'])
  })

  it('about a trade in one market is none about that of the same number in another', () => {
    const { book } = bookOn()
    const trade = { ...ORDER, kind: 'external-fill', about: '17' } as const
    noted(book, trade)
    expect(book.has({ ...trade, symbol: 'BTC/USDT' })).toBe(true)
    expect(book.has({ ...trade, symbol: 'ETH/USDT' })).toBe(false)
    noted(book, { ...trade, symbol: 'ETH/USDT' })
    expect(book.open()).toHaveLength(2)
  })

  it('that turned out to be ours is gone, whether it was open or ignored', () => {
    const { book } = bookOn()
    const drift = noted(book, ORDER)
    book.decide(drift, 'ignored')
    expect(book.explained(ORDER)).toMatchObject([{ state: 'gone' }])
    expect(book.explained(ORDER)).toEqual([])
    expect(book.explained({ ...ORDER, about: 'unheard of' })).toEqual([])
  })

  it('is the same one after a restart, though the clock was set back before it was found', () => {
    const { store, book } = bookOn()
    book.decide(noted(book, found(), 100), 'adopted')
    const second = noted(book, found({ theirs: '10009' }), 50)
    const again = bookOn(store).book
    expect(noted(again, found({ theirs: '10010' }), 60).driftId).toBe(second.driftId)
    expect(again.open()).toHaveLength(1)
  })

  it('is known after a restart, with what was decided', () => {
    const { store, book } = bookOn()
    book.decide(noted(book, ORDER), 'ignored')
    noted(book, found())
    const { book: again } = bookOn(store)
    expect(again.note(ORDER, 9)).toBeUndefined()
    expect(again.open()).toMatchObject([{ about: 'USDT' }])
    expect(noted(again, { ...ORDER, about: 'x8' }, 9).driftId).not.toBe(book.open()[0]?.driftId)
  })
})

describe('doubt', () => {
  it('is on the currencies of an open drift, and on no others', () => {
    const { book } = bookOn()
    const drift = noted(book, found())
    expect(book.doubtOn(['BTC', 'USDT'])).toBe('USDT differs: we have 10000, the exchange 10005')
    expect(book.doubtOn(['BTC', 'EUR'])).toBeUndefined()
    book.decide(drift, 'ignored')
    expect(book.doubtOn(['BTC', 'USDT'])).toBeUndefined()
  })

  it('is on a suspect before it is a drift, until it is none any more', () => {
    const { book } = bookOn()
    book.suspect(['BNB'])
    expect(book.doubtOn(['BNB', 'USDT'])).toBe('the balance of BNB is being checked')
    expect(book.doubtOn(['USDT'])).toBeUndefined()
    book.suspect([])
    expect(book.doubtOn(['BNB'])).toBeUndefined()
  })
})
