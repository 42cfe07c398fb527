import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { success } from '../../domain/result.ts'
import { allTrades, type Span } from './trade-pages.ts'

const PAGE_SIZE = 3

/** An exchange that has traded at these times, and tells the oldest or the newest of what is asked for. */
function exchangeOf(times: readonly number[], order: 'oldest' | 'newest') {
  const trades = times.map((timestamp, id) => ({ timestamp, id }))
  const asked: Span[] = []
  const ask = async (span: Span) => {
    asked.push(span)
    const { from, until } = span
    const within = trades
      .filter(({ timestamp }) => timestamp >= from && timestamp <= (until ?? Infinity))
      .toSorted((a, b) => a.timestamp - b.timestamp)
    return success(order === 'oldest' ? within.slice(0, PAGE_SIZE) : within.slice(-PAGE_SIZE))
  }
  return { ask, asked }
}

const now = 1_000
const atMostTwoAtATime = fc
  .array(fc.integer({ min: 0, max: now }), { maxLength: 40 })
  .filter((times) => times.every((time) => times.filter((other) => other === time).length < 3))

describe.each(['oldest', 'newest'] as const)('pages that hold the %s trades', (order) => {
  it('bring all of them, whatever the window', async () => {
    const windows = fc.option(fc.integer({ min: 50, max: 2_000 }))
    await fc.assert(
      fc.asyncProperty(atMostTwoAtATime, windows, fc.nat(now), async (times, windowMs, since) => {
        const { ask } = exchangeOf(times, order)
        const found = await allTrades(since, { ask, pageSize: PAGE_SIZE, windowMs, now })
        const ids = new Set(found.ok ? found.value.map(({ id }) => id) : [])
        const wanted = times.flatMap((time, id) => (time >= since ? [id] : []))
        expect([...ids].sort()).toEqual(wanted.sort())
      }),
    )
  })

  it('fail when more happened in one moment than a page holds', async () => {
    const { ask } = exchangeOf([7, 7, 7, 7], order)
    const found = await allTrades(0, { ask, pageSize: PAGE_SIZE, windowMs: null, now })
    expect(found.ok).toBe(false)
  })
})

describe('a span', () => {
  it('has no end where it reaches the present, since clocks differ', async () => {
    const { ask, asked } = exchangeOf([], 'oldest')
    await allTrades(100, { ask, pageSize: PAGE_SIZE, windowMs: 600, now })
    expect(asked).toEqual([
      { from: 100, until: 700 },
      { from: 700, until: null },
    ])
  })

  it('that is not answered leaves the whole question unanswered', async () => {
    const ask = async () => ({ ok: false, error: 'silence' }) as const
    const parts = { ask, pageSize: PAGE_SIZE, windowMs: null, now }
    expect(await allTrades(0, parts)).toEqual({ ok: false, error: 'silence' })
  })

  it.each([[{}], [[{ timestamp: 'yesterday' }]], [null]])(
    'answered with %j is not read',
    async (answer) => {
      const ask = async () => success(answer)
      expect((await allTrades(0, { ask, pageSize: 3, windowMs: null, now })).ok).toBe(false)
    },
  )
})
