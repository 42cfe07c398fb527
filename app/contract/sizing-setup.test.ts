import { describe, expect, it } from 'vitest'
import { money, quantity } from '../domain/sample-market.fixture.ts'
import { botSetup } from './setup.ts'
import { type SizingSetup, sizingFrom } from './sizing-setup.ts'
import { sizingSetupWords } from './sizing-words.ts'

const KELLY = {
  kind: 'kelly',
  winPercent: 55,
  payoffRatio: 1.5,
  fraction: 0.25,
  percentMax: 20,
} as const
const TARGET = { kind: 'volatility-target', percent: 1, period: 14, multiple: 2 } as const

/** What is wrong with a bot that is sized and stopped like this, and where. */
function faults(sizing: unknown, exits: object = {}): string[] {
  const plain = { stopPercent: null, targetPercent: null, trailingPercent: null }
  const read = botSetup.safeParse({
    name: 'Crosser',
    strategyId: 'sma-cross',
    parameters: {},
    sizing,
    exits: { ...plain, ...exits },
  })
  return read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('a sizing that makes sense', () => {
  it.each<[SizingSetup, string]>([
    [{ kind: 'fixed-amount', quantity: '0.01' }, '0.01 BTC'],
    [{ kind: 'fixed-quote', amount: '250' }, '250 USDT'],
    [{ kind: 'percent-of-equity', percent: 25 }, '25 % of equity'],
    [{ kind: 'percent-of-equity', percent: 100 }, '100 % of equity'],
    [TARGET, '1 % of equity for 2 × ATR(14)'],
    [KELLY, '0.25 of Kelly, at most 20 % of equity'],
  ])('%o', (sizing, words) => {
    expect(faults(sizing)).toEqual([])
    expect(sizingSetupWords(sizing, { base: 'BTC', quote: 'USDT' })).toBe(words)
  })

  it('is a risk in percent beside a stop', () => {
    const risk = { kind: 'risk-percent', percent: 0.5 } as const
    expect(faults(risk, { stopPercent: 2 })).toEqual([])
    expect(sizingSetupWords(risk, { base: 'BTC', quote: 'USDT' })).toBe(
      '0.5 % of equity lost at the stop',
    )
  })

  it('keeps amounts exact, however large', () => {
    expect(sizingFrom({ kind: 'fixed-amount', quantity: '123456789012.00000001' })).toEqual({
      kind: 'fixed-amount',
      quantity: quantity('123456789012.00000001'),
    })
    expect(sizingFrom({ kind: 'fixed-quote', amount: '0.10' })).toEqual({
      kind: 'fixed-quote',
      amount: money('0.1'),
    })
  })
})

describe('a sizing that makes none', () => {
  const amount = 'must be a number above 0 with at most 8 decimals.'
  it.each<[unknown, string]>([
    [{ kind: 'fixed-amount', quantity: '0' }, `sizing.quantity: The amount ${amount}`],
    [{ kind: 'fixed-amount', quantity: '-1' }, `sizing.quantity: The amount ${amount}`],
    [{ kind: 'fixed-amount', quantity: '1e-3' }, `sizing.quantity: The amount ${amount}`],
    [{ kind: 'fixed-amount', quantity: '' }, `sizing.quantity: The amount ${amount}`],
    [{ kind: 'fixed-quote', amount: '0.000000001' }, `sizing.amount: The amount ${amount}`],
    [{ kind: 'fixed-quote', amount: '9'.repeat(19) }, `sizing.amount: The amount ${amount}`],
    [
      { kind: 'percent-of-equity', percent: 100.1 },
      'sizing.percent: The share must be from 0.001 to 100 %.',
    ],
    [
      { kind: 'percent-of-equity', percent: Number.NaN },
      'sizing.percent: The share must be from 0.001 to 100 %.',
    ],
    [{ kind: 'risk-percent', percent: 26 }, 'sizing.percent: The risk must be from 0.001 to 25 %.'],
    [{ ...TARGET, period: 1 }, 'sizing.period: The period must be from 2 to 100.'],
    [{ ...TARGET, period: 2.5 }, 'sizing.period: The period must be whole candles.'],
    [{ ...TARGET, multiple: 0 }, 'sizing.multiple: The multiple must be from 0.1 to 20.'],
    [{ ...KELLY, winPercent: 100 }, 'sizing.winPercent: The win rate must be from 1 to 99 %.'],
    [{ ...KELLY, fraction: 1.5 }, 'sizing.fraction: The fraction must be from 0.01 to 1.'],
    [
      { ...KELLY, winPercent: 40 },
      'sizing.winPercent: With this win rate and payoff the trades lose in the long run, and Kelly stakes nothing.',
    ],
  ])('%o', (sizing, fault) => {
    expect(faults(sizing)).toEqual([fault])
  })

  it('is a risk in percent without a stop, whatever trails', () => {
    expect(faults({ kind: 'risk-percent', percent: 1 }, { trailingPercent: 2 })).toEqual([
      'sizing.percent: Risk percent needs a stop: without one nobody knows what a trade can lose.',
    ])
  })
})

describe('exits that make no sense', () => {
  const SHARE = { kind: 'percent-of-equity', percent: 25 }

  it.each([
    ['stopPercent', 100, 'The stop'],
    ['stopPercent', -2, 'The stop'],
    ['targetPercent', 0, 'The target'],
    ['trailingPercent', Number.NaN, 'The trailing stop'],
  ])('%s of %s', (key, value, what) => {
    expect(faults(SHARE, { [key]: value })).toEqual([
      `exits.${key}: ${what} must be from 0.05 to 95 %.`,
    ])
  })
})
