import { describe, expect, it } from 'vitest'
import type { Balance } from '../domain/balance.ts'
import { money } from '../domain/sample-market.fixture.ts'
import { ManualClock } from '../exchanges/manual-clock.ts'
import { BalanceWatch } from './balance-watch.ts'

function benchWith(ours: string) {
  const clock = new ManualClock(0)
  const books = { usdt: money(ours) }
  let asked = 0
  const watch = new BalanceWatch({
    clock,
    explains: (balances) => balances.every(({ total }) => total === books.usdt),
    ask: () => {
      asked += 1
    },
  })
  const told = (total: string): readonly Balance[] => [
    { currency: 'USDT', free: money(total), used: money('0'), total: money(total) },
  ]
  return {
    clock,
    books,
    watch,
    tell: (total: string) => watch.note(told(total)),
    asked: () => asked,
  }
}

describe('a balance that the exchange tells by itself', () => {
  it('is a reason to ask when our books do not explain it', () => {
    const { clock, tell, asked } = benchWith('100')
    tell('90')
    expect(asked()).toBe(0)
    clock.advance(2_000)
    expect(asked()).toBe(1)
  })

  it('is none when they do', () => {
    const { clock, tell, asked } = benchWith('100')
    tell('100')
    clock.advance(60_000)
    expect(asked()).toBe(0)
  })

  it('is none when the fill that explains it comes a moment later', () => {
    const { clock, tell, asked, books } = benchWith('100')
    tell('90')
    clock.advance(1_999)
    books.usdt = money('90')
    clock.advance(60_000)
    expect(asked()).toBe(0)
  })

  it('makes us ask every ten seconds at most, however often it is told', () => {
    const { clock, tell, asked } = benchWith('100')
    for (let second = 0; second < 33; second += 1) {
      tell('90')
      clock.advance(1_000)
    }
    expect(asked()).toBe(4)
  })

  it('is forgotten when the account closes', () => {
    const { clock, tell, asked, watch } = benchWith('100')
    tell('90')
    watch.stop()
    clock.advance(60_000)
    expect(asked()).toBe(0)
  })
})
