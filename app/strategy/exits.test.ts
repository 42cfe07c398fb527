import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../domain/amount.ts'
import { type Exits, NO_EXITS } from '../domain/bot.ts'
import { anyPrice, smallRate } from '../domain/sample-arbitraries.fixture.ts'
import { price, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import { type ExitLevels, exitLevels, exitReached } from './exits.ts'

const NO_LEVELS: ExitLevels = { stop: null, target: null, trailing: null }
const ALL: Exits = {
  stop: rateFromPercent(2),
  target: rateFromPercent(5),
  trailing: rateFromPercent(3),
}

function codeAt(levels: Partial<ExitLevels>, high: string, low: string): string | undefined {
  return exitReached({ ...NO_LEVELS, ...levels }, price(high), price(low))?.reason.code
}

describe('exit levels', () => {
  it('stand at their shares of entry and highest close', () => {
    expect(exitLevels(SAMPLE_MARKET, ALL, price('100'), price('120'))).toEqual({
      stop: price('98'),
      target: price('105'),
      trailing: price('116.4'),
    })
  })

  it('are rounded to the tick, towards the market', () => {
    expect(exitLevels(SAMPLE_MARKET, ALL, price('100.03'), price('100.03'))).toEqual({
      stop: price('98.03'),
      target: price('105.03'),
      trailing: price('97.03'),
    })
  })

  it('are absent where they are not wanted', () => {
    expect(exitLevels(SAMPLE_MARKET, NO_EXITS, price('100'), price('120'))).toEqual(NO_LEVELS)
  })

  it('never lie beyond the share that was asked for', () => {
    fc.assert(
      fc.property(anyPrice, smallRate, (entry, rate) => {
        const exits = { stop: rate, target: rate, trailing: rate }
        const { stop, target, trailing } = exitLevels(SAMPLE_MARKET, exits, entry, entry)
        const one = 100_000_000n
        expect(BigInt(stop ?? 0) * one >= BigInt(entry) * (one - BigInt(rate))).toBe(true)
        expect(BigInt(target ?? 0) * one <= BigInt(entry) * (one + BigInt(rate))).toBe(true)
        expect(trailing).toBe(stop)
      }),
    )
  })
})

describe('an exit', () => {
  it('is reached by a candle that touches its level', () => {
    expect(codeAt({ stop: price('98') }, '101', '98')).toBe('stop-hit')
    expect(codeAt({ trailing: price('98') }, '101', '98')).toBe('trailing-stop-hit')
    expect(codeAt({ target: price('105') }, '105', '99')).toBe('target-hit')
  })

  it('is not reached by one that stays a tick away', () => {
    expect(codeAt({ stop: price('98') }, '101', '98.01')).toBeUndefined()
    expect(codeAt({ trailing: price('98') }, '101', '98.01')).toBeUndefined()
    expect(codeAt({ target: price('105') }, '104.99', '99')).toBeUndefined()
    expect(codeAt({}, '1000', '0.01')).toBeUndefined()
  })

  it('is the worse one where a candle spans several', () => {
    const levels = { stop: price('98'), trailing: price('99'), target: price('105') }
    expect(codeAt(levels, '106', '97')).toBe('stop-hit')
    expect(codeAt(levels, '106', '98.5')).toBe('trailing-stop-hit')
    expect(codeAt(levels, '106', '100')).toBe('target-hit')
  })
})
