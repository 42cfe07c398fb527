import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, type Money, subtract, ZERO_MONEY } from '../domain/amount.ts'
import type { Balance } from '../domain/balance.ts'
import type { Drift, DriftState } from '../domain/drift.ts'
import { signedMoney } from '../domain/sample-arbitraries.fixture.ts'
import { money, SAMPLE_DRIFT } from '../domain/sample-market.fixture.ts'
import type { Transfer } from '../domain/transfer.ts'
import { isLeaving, unexplained } from './compare-balances.ts'

const CURRENCIES = ['BTC', 'USDT', 'BNB'] as const

const anyAmounts = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...CURRENCIES), signedMoney), {
    selector: ([currency]) => currency,
  })
  .map((entries) => new Map<string, Money>(entries))
const anyDrift = fc
  .record({
    kind: fc.constantFrom('balance', 'external-fill'),
    state: fc.constantFrom('open', 'ignored', 'adopted', 'fixed', 'gone'),
    moved: anyAmounts,
  })
  .map(
    ({ moved, ...rest }): Drift => ({
      ...SAMPLE_DRIFT,
      ...rest,
      moves: Array.from(moved, ([currency, amount]) => ({ currency, amount })),
    }),
  )

function balancesOf(totals: ReadonlyMap<string, Money>): readonly Balance[] {
  return Array.from(totals, ([currency, total]) => ({
    currency,
    free: total,
    used: ZERO_MONEY,
    total,
  }))
}

function driftIn(state: DriftState, kind: Drift['kind'] = 'balance'): Drift {
  return { ...SAMPLE_DRIFT, kind, state }
}

describe('what the exchange holds and nothing explains', () => {
  it('is exactly what is left when ledger and accounted drifts are taken off', () => {
    fc.assert(
      fc.property(anyAmounts, anyAmounts, fc.array(anyDrift), (theirs, ours, drifts) => {
        const accounted = drifts.filter(
          ({ state, kind }) =>
            state === 'ignored' || (state === 'open' && kind === 'external-fill'),
        )
        const expected = CURRENCIES.flatMap((currency) => {
          const moved = accounted
            .flatMap(({ moves }) => moves)
            .filter((move) => move.currency === currency)
            .reduce((sum, { amount }) => add(sum, amount), ours.get(currency) ?? ZERO_MONEY)
          const amount = subtract(theirs.get(currency) ?? ZERO_MONEY, moved)
          return amount === 0 ? [] : [[currency, amount] as const]
        })
        const found = unexplained(balancesOf(theirs), ours, drifts)
        expect(new Map(found.map(({ currency, amount }) => [currency, amount]))).toEqual(
          new Map(expected),
        )
      }),
    )
  })

  it('is nothing where both say the same', () => {
    const same = new Map([['USDT', money('10000')]])
    expect(unexplained(balancesOf(same), same, [])).toEqual([])
  })

  it('is what only one of them knows of', () => {
    const theirs = balancesOf(new Map([['BNB', money('1')]]))
    expect(unexplained(theirs, new Map([['BTC', money('2')]]), [])).toEqual([
      { currency: 'BNB', amount: money('1') },
      { currency: 'BTC', amount: money('-2') },
    ])
  })

  it('is not a difference that was ignored, nor a trade of somebody else', () => {
    const theirs = balancesOf(new Map([['USDT', money('5')]]))
    expect(unexplained(theirs, new Map(), [driftIn('ignored')])).toEqual([])
    expect(unexplained(theirs, new Map(), [driftIn('open', 'external-fill')])).toEqual([])
  })

  it('is a difference that is open, and one that is in the ledger or gone does not lessen it', () => {
    const theirs = balancesOf(new Map([['USDT', money('5')]]))
    for (const state of ['open', 'adopted', 'fixed', 'gone'] as const) {
      expect(unexplained(theirs, new Map(), [driftIn(state)])).toHaveLength(1)
    }
  })
})

describe('a difference while withdrawals are under way', () => {
  const leaving = ['-5', '-7'].map((amount) => withdrawal('USDT', amount))

  it.each(['-5', '-7', '-12'])('of %s is what some of them take', (amount) => {
    expect(isLeaving({ currency: 'USDT', amount: money(amount) }, leaving)).toBe(true)
  })

  it.each([
    ['USDT', '-6'],
    ['USDT', '5'],
    ['BTC', '-5'],
  ] as const)('in %s of %s is not', (currency, amount) => {
    expect(isLeaving({ currency, amount: money(amount) }, leaving)).toBe(false)
  })

  it('is judged by all or one of them where there are very many', () => {
    const many = Array.from({ length: 100 }, () => withdrawal('USDT', '-1'))
    const isOf = (amount: string) => isLeaving({ currency: 'USDT', amount: money(amount) }, many)
    expect(['-1', '-100', '-2'].map(isOf)).toEqual([true, true, false])
  })
})

function withdrawal(currency: string, amount: string): Transfer {
  return { reference: amount, kind: 'withdrawal', currency, amount: money(amount), time: 1 }
}
