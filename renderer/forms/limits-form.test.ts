import { describe, expect, it } from 'vitest'
import type { LimitsView } from '../../app/contract/risk-view.ts'
import { limitChanges, limitsDraft, readLimits } from './limits-form.ts'

const NONE: LimitsView = {
  notionalMin: null,
  notionalMax: null,
  positionPercentMax: null,
  exposurePercentMax: null,
  assetPercentMax: null,
  groups: [],
  openOrdersMax: null,
  ordersPerMinuteMax: null,
  collarPercentMax: null,
  spreadPercentMax: null,
  bookAgeMaxMs: null,
  slippagePercentMax: null,
  stopCoolDownMs: null,
  allowedSymbols: null,
  tradingHours: null,
  isStopRequired: false,
  reservePercent: null,
  duplicateWindowMs: null,
}

const FULL: LimitsView = {
  ...NONE,
  notionalMin: '10',
  notionalMax: '2500.5',
  positionPercentMax: 30,
  openOrdersMax: 20,
  bookAgeMaxMs: 10_000,
  stopCoolDownMs: 100_000,
  reservePercent: 5,
  isStopRequired: true,
  allowedSymbols: ['BTC/USDT', 'ETH/USDT'],
  tradingHours: [{ days: [1, 2, 3, 4, 5], from: 9, until: 17.5 }],
  groups: [{ name: 'Majors', assets: ['BTC', 'ETH'], percentMax: 60 }],
}

describe('limits in a form', () => {
  it.each([
    ['none', NONE],
    ['many', FULL],
  ])('come back as they were: %s', (_, limits) => {
    expect(readLimits(limitsDraft(limits))).toEqual({ kind: 'limits', limits })
  })

  it('takes amounts and shares as people type them', () => {
    const draft = limitsDraft(NONE)
    const plain = { ...draft.plain, notionalMax: '10,000', collarPercentMax: '2.5 %' }
    expect(readLimits({ ...draft, plain, symbols: 'btc/usdt eth/usdt' })).toMatchObject({
      limits: {
        notionalMax: '10000',
        collarPercentMax: 2.5,
        allowedSymbols: ['BTC/USDT', 'ETH/USDT'],
      },
    })
  })

  it.each([
    ['notionalMax', '-5'],
    ['notionalMax', 'a lot'],
    ['positionPercentMax', '-1'],
    ['openOrdersMax', '2.5'],
    ['bookAgeMaxMs', '10'],
  ] as const)('refuses %s of %s, and says what it wants', (field, text) => {
    const draft = limitsDraft(NONE)
    const read = readLimits({ ...draft, plain: { ...draft.plain, [field]: text } })
    expect(read).toMatchObject({ faults: { [field]: expect.stringMatching(/^Enter a/) } })
  })

  it('refuses what can be read and makes no sense, and says why', () => {
    const draft = limitsDraft(NONE)
    const plain = { ...draft.plain, exposurePercentMax: '90', reservePercent: '20' }
    expect(readLimits({ ...draft, plain })).toMatchObject({
      faults: { reservePercent: expect.stringContaining('add up to 110 %') },
    })
  })

  it('refuses lists that cannot be read, and says what they should look like', () => {
    const draft = limitsDraft(FULL)
    const read = readLimits({
      ...draft,
      symbols: 'bitcoin',
      hours: [{ days: [1], from: '9', until: '17:00' }],
      groups: [{ name: 'Majors', assets: 'BTC', percent: 'half' }],
    })
    expect(read).toMatchObject({
      faults: {
        allowedSymbols: expect.stringContaining('BTC/USDT'),
        tradingHours: expect.stringContaining('09:00'),
        groups: expect.stringContaining('percent'),
      },
    })
  })
})

describe('what saving would change', () => {
  it.each<[string, Partial<LimitsView>, boolean]>([
    ['a larger maximum', { notionalMax: '3000' }, true],
    ['a smaller maximum', { notionalMax: '2500.4' }, false],
    ['a maximum that is gone', { notionalMax: null }, true],
    ['a smaller minimum', { notionalMin: '5' }, true],
    ['a larger reserve', { reservePercent: 6 }, false],
    ['a shorter pause', { stopCoolDownMs: 1_000 }, true],
    ['a stop that is no longer required', { isStopRequired: false }, true],
    ['a market more', { allowedSymbols: ['BTC/USDT', 'ETH/USDT', 'SOL/USDT'] }, true],
    ['a market less', { allowedSymbols: ['BTC/USDT'] }, false],
    ['a group that is gone', { groups: [] }, true],
  ])('%s is looser: %s', (_, changed, isLooser) => {
    expect(limitChanges(FULL, { ...FULL, ...changed })).toMatchObject([{ isLooser }])
  })

  it('says what was and what will be', () => {
    expect(limitChanges(FULL, { ...FULL, notionalMax: null, openOrdersMax: 5 })).toEqual([
      { words: 'Largest order: 2,500.5 → no limit', isLooser: true },
      { words: 'Open orders: 20 → 5', isLooser: false },
    ])
  })

  it('says nothing where nothing changes', () => {
    expect(limitChanges(FULL, { ...FULL })).toEqual([])
  })
})
