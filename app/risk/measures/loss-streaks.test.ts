import { describe, expect, it } from 'vitest'
import { FLAT, type Position } from '../../domain/position.ts'
import { money, quantity } from '../../domain/sample-market.fixture.ts'
import { LossStreaks } from './loss-streaks.ts'

const HOUR_MS = 3_600_000

/** A bot's fills, each of which leaves so much held and so much realised. */
function streaks(...fills: readonly (readonly [held: string, realised: string])[]) {
  const measure = new LossStreaks()
  let before = position('0', '0')
  fills.forEach(([held, realised], minute) => {
    const after = position(held, realised)
    const what = { botId: 'bot1', symbol: 'BTC/USDT', quantityMin: quantity('0.001') }
    measure.traded({ ...what, before, after, time: minute * 60_000 })
    before = after
  })
  const now = fills.length * 60_000
  return { measure, now, count: measure.count('bot1', HOUR_MS, now) }
}

function position(held: string, realised: string): Position {
  return { ...FLAT, quantity: quantity(held), realised: money(realised) }
}

describe('trades in a row at a loss', () => {
  it('are counted from nothing held to nothing held again', () => {
    expect(streaks(['1', '0'], ['0', '-1'], ['1', '-1'], ['0', '-2']).count).toBe(2)
  })

  it('count once, in however many parts they were bought and sold', () => {
    expect(streaks(['0.5', '0'], ['1', '0'], ['0.4', '-3'], ['0', '-2']).count).toBe(1)
  })

  it('are over when one is closed at what it had cost, or for more', () => {
    for (const realised of ['-1', '-0.99999999']) {
      const { count } = streaks(['1', '0'], ['0', '-1'], ['1', '-1'], ['0', realised])
      expect(count).toBe(0)
    }
  })

  it('end with what is too little to be sold', () => {
    expect(streaks(['1', '0'], ['0.0009', '-1'], ['1', '-1'], ['0', '-2']).count).toBe(2)
  })

  it('count for as long as the window, and not before what was reset', () => {
    const { measure, now } = streaks(['1', '0'], ['0', '-1'], ['1', '-1'], ['0', '-2'])
    expect(measure.count('bot1', 120_000, now)).toBe(1)
    const other = streaks(['1', '0'], ['0', '-1'], ['1', '-1'], ['0', '-2'])
    other.measure.forgetUntil('bot1', 60_000)
    expect(other.measure.count('bot1', HOUR_MS, other.now)).toBe(1)
    other.measure.restart('bot1')
    expect(other.measure.count('bot1', HOUR_MS, other.now)).toBe(0)
  })

  it('are each bot’s own, and nobody’s where nothing was traded', () => {
    const { measure, now } = streaks(['1', '0'], ['0', '-1'])
    expect(measure.count('bot2', HOUR_MS, now)).toBe(0)
    expect(streaks(['0', '0']).count).toBe(0)
  })
})
