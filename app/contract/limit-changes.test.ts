import { expect, it } from 'vitest'
import { limitChanges } from './limit-changes.ts'
import type { LimitsView } from './risk-view.ts'
import { NO_LIMITS_VIEW } from './sample-limits.fixture.ts'

const week = [0, 1, 2, 3, 4, 5, 6]
const majors = { name: 'majors', assets: ['BTC', 'ETH'], percentMax: 50 }
const BEFORE: LimitsView = {
  ...NO_LIMITS_VIEW,
  notionalMin: '10',
  notionalMax: '1000',
  groups: [majors],
  stopCoolDownMs: 60_000,
  allowedSymbols: ['BTC/USDT', 'ETH/USDT'],
  tradingHours: [{ days: week, from: 8, until: 20 }],
  isStopRequired: true,
}

it.each<[string, Partial<LimitsView>, boolean]>([
  ['largest order from 1000 to 2000', { notionalMax: '2000' }, true],
  ['largest order from 1000 to 999', { notionalMax: '999' }, false],
  ['largest order from 1000 to no limit', { notionalMax: null }, true],
  ['smallest order from 10 to 9', { notionalMin: '9' }, true],
  ['smallest order from 10 to 11', { notionalMin: '11' }, false],
  ['open orders from no limit to 5', { openOrdersMax: 5 }, false],
  ['slippage from no limit to 0.5 %', { slippagePercentMax: 0.5 }, false],
  ['pause after a stop from 1 min to 30 s', { stopCoolDownMs: 30_000 }, true],
  ['pause after a stop from 1 min to no limit', { stopCoolDownMs: null }, true],
  ['markets from BTC/USDT, ETH/USDT to BTC/USDT', { allowedSymbols: ['BTC/USDT'] }, false],
  ['markets from BTC/USDT, ETH/USDT to SOL/USDT', { allowedSymbols: ['SOL/USDT'] }, true],
  ['markets from BTC/USDT, ETH/USDT to all', { allowedSymbols: null }, true],
  ['a stop from required to not required', { isStopRequired: false }, true],
  ['groups from majors (BTC ETH) 50 % to none', { groups: [] }, true],
  [
    'groups from majors (BTC ETH) 50 % to majors (BTC ETH) 60 %',
    { groups: [{ ...majors, percentMax: 60 }] },
    true,
  ],
  [
    'groups from majors (BTC ETH) 50 % to majors (BTC) 50 %',
    { groups: [{ ...majors, assets: ['BTC'] }] },
    true,
  ],
  [
    'groups from majors (BTC ETH) 50 % to majors (BTC ETH SOL) 40 %',
    { groups: [{ ...majors, assets: ['BTC', 'ETH', 'SOL'], percentMax: 40 }] },
    false,
  ],
])('says what changes, and whether that is looser: %s', (words, changes, isLooser) => {
  expect(limitChanges(BEFORE, { ...BEFORE, ...changes })).toEqual([{ words, isLooser }])
})

it.each<[LimitsView['tradingHours'], boolean]>([
  [null, true],
  [[{ days: week, from: 8, until: 20.5 }], true],
  [[{ days: week, from: 9, until: 19 }], false],
  [
    [
      { days: [1], from: 8, until: 12 },
      { days: [1], from: 12, until: 20 },
    ],
    false,
  ],
  [[{ days: [1], from: 0, until: 1 }], true],
])('knows whether hours are added: %j', (tradingHours, isLooser) => {
  expect(limitChanges(BEFORE, { ...BEFORE, tradingHours })).toMatchObject([{ isLooser }])
})

it('calls a limit that is set for the first time no loosening', () => {
  const first = limitChanges(NO_LIMITS_VIEW, BEFORE)
  expect(first).toHaveLength(7)
  expect(first.some(({ isLooser }) => isLooser)).toBe(false)
  expect(limitChanges(BEFORE, { ...BEFORE })).toEqual([])
})
