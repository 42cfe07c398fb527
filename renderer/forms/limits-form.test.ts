import { describe, expect, it } from 'vitest'
import type { LimitsView } from '../../app/contract/risk-view.ts'
import { NO_LIMITS_VIEW } from '../../app/contract/sample-limits.fixture.ts'
import { limitsDraft, readLimits } from './limits-form.ts'

const FULL: LimitsView = {
  ...NO_LIMITS_VIEW,
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
    ['none', NO_LIMITS_VIEW],
    ['many', FULL],
  ])('come back as they were: %s', (_, limits) => {
    expect(readLimits(limitsDraft(limits))).toEqual({ kind: 'limits', limits })
  })

  it('takes amounts and shares as people type them', () => {
    const draft = limitsDraft(NO_LIMITS_VIEW)
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
    const draft = limitsDraft(NO_LIMITS_VIEW)
    const read = readLimits({ ...draft, plain: { ...draft.plain, [field]: text } })
    expect(read).toMatchObject({ faults: { [field]: expect.stringMatching(/^Enter a/) } })
  })

  it('refuses what can be read and makes no sense, and says why', () => {
    const draft = limitsDraft(NO_LIMITS_VIEW)
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
