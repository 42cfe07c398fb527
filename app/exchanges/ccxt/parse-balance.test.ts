import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../../domain/sample-market.fixture.ts'
import { parseBalance } from './parse-balance.ts'

function balancesOf(raw: unknown) {
  const parsed = parseBalance(raw, [])
  if (!parsed.ok) throw new Error(parsed.error.problem)
  return parsed.value
}

describe('a balance of ccxt', () => {
  it('is read exactly, whichever of its parts are stated', () => {
    const raw = {
      info: {},
      free: { BTC: '0.1', USDT: 5, ETH: undefined },
      used: { BTC: '0.2', ETH: '1', DOT: '0' },
      total: { BTC: '0.3', USDT: '7.5', ETH: '3', DOT: '2' },
    }
    const one = (currency: string, free: string, used: string, total: string) => ({
      ...{ currency, exact: true },
      ...{ free: money(free), used: money(used), total: money(total) },
    })
    expect(balancesOf(raw)).toEqual([
      one('BTC', '0.1', '0.2', '0.3'),
      one('USDT', '5', '2.5', '7.5'),
      one('ETH', '2', '1', '3'),
      one('DOT', '2', '0', '2'),
    ])
  })

  it('of a currency with 18 decimals is rounded down, and says so', () => {
    const raw = { free: { ETH: '1.000000000000000001' }, used: { ETH: '0' }, total: {} }
    expect(balancesOf(raw)).toEqual([
      { currency: 'ETH', free: money('1'), used: 0, total: money('1'), exact: false },
    ])
  })

  it.each([
    [{ free: { BTC: '1' }, used: {}, total: {} }, 'a balance of BTC that lacks a part'],
    [{ free: { BTC: 'x' }, used: {}, total: {} }, 'a balance: free.BTC: is not a decimal'],
    [{ free: {} }, 'a balance: used'],
    [null, 'a balance: it'],
  ])('in another form is not guessed at: %j', (raw, problem) => {
    const parsed = parseBalance(raw, [])
    expect(parsed.ok ? 'none' : parsed.error.problem).toContain(problem)
  })

  it('is read or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect([true, false]).toContain(parseBalance(raw, []).ok)
      }),
    )
  })
})
