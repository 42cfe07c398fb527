import { describe, expect, it } from 'vitest'
import { limitFaults } from './limit-faults.ts'
import { type LimitsView, limitsView } from './risk-view.ts'

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
  startsSmall: false,
  reservePercent: null,
  duplicateWindowMs: null,
}
const week = [0, 1, 2, 3, 4, 5, 6]
const majors = { name: 'majors', assets: ['BTC', 'ETH'], percentMax: 60 }

describe('limits that make sense', () => {
  it.each<Partial<LimitsView>>([
    {},
    { notionalMin: '10', notionalMax: '10' },
    { notionalMin: '90071992547.40993001', notionalMax: '90071992547.40993001' },
    {
      groups: [
        { ...majors, percentMax: 97.4 },
        { ...majors, name: 'others', percentMax: 1.4 },
        { ...majors, name: 'rest', percentMax: 1.2 },
      ],
    },
    { positionPercentMax: 100, exposurePercentMax: 80, reservePercent: 20 },
    { openOrdersMax: 1, ordersPerMinuteMax: 1, bookAgeMaxMs: 1, duplicateWindowMs: 86_400_000 },
    { allowedSymbols: ['BTC/USDT', 'ETH/USDT'] },
    { tradingHours: [{ days: week, from: 0, until: 24 }] },
    { groups: [majors, { ...majors, name: 'others', percentMax: 40 }] },
  ])('are taken: %j', (changes) => {
    expect(limitFaults({ ...NONE, ...changes })).toEqual({})
  })
})

describe('limits that make none', () => {
  it.each<[Partial<LimitsView>, keyof LimitsView, string]>([
    [{ notionalMax: '-5' }, 'notionalMax', 'above zero'],
    [{ notionalMax: '0.000000001' }, 'notionalMax', '8 decimals'],
    [{ notionalMin: '9'.repeat(31) }, 'notionalMin', '30 digits'],
    [
      { notionalMin: '90071992547.40993002', notionalMax: '90071992547.40993001' },
      'notionalMax',
      'not be below the smallest',
    ],
    [{ notionalMin: '0' }, 'notionalMin', 'above zero'],
    [{ notionalMin: '11', notionalMax: '10' }, 'notionalMax', 'not be below the smallest'],
    [{ positionPercentMax: -1 }, 'positionPercentMax', 'above 0 and at most 100'],
    [{ assetPercentMax: 101 }, 'assetPercentMax', 'above 0 and at most 100'],
    [{ collarPercentMax: 0 }, 'collarPercentMax', 'above 0'],
    [{ spreadPercentMax: Number.NaN }, 'spreadPercentMax', 'above 0'],
    [{ slippagePercentMax: 0.0000001 }, 'slippagePercentMax', 'above 0'],
    [{ exposurePercentMax: 90, reservePercent: 20 }, 'reservePercent', 'add up to 110 %'],
    [{ openOrdersMax: 0 }, 'openOrdersMax', 'halt trading'],
    [{ ordersPerMinuteMax: 2.5 }, 'ordersPerMinuteMax', '1 or more'],
    [{ bookAgeMaxMs: 0 }, 'bookAgeMaxMs', 'above zero'],
    [{ stopCoolDownMs: 86_400_000 * 31 }, 'stopCoolDownMs', 'at most 30 days'],
    [{ duplicateWindowMs: -1 }, 'duplicateWindowMs', 'above zero'],
    [{ allowedSymbols: [] }, 'allowedSymbols', 'at least one market'],
    [{ allowedSymbols: ['A/B', 'A/B'] }, 'allowedSymbols', 'A/B is named twice'],
    [{ tradingHours: [] }, 'tradingHours', 'at least one stretch'],
    [{ tradingHours: [{ days: [], from: 1, until: 2 }] }, 'tradingHours', 'at least one day'],
    [{ tradingHours: [{ days: [1, 1], from: 1, until: 2 }] }, 'tradingHours', 'named twice'],
    [{ tradingHours: [{ days: week, from: 22, until: 6 }] }, 'tradingHours', 'two stretches'],
    [{ groups: [{ ...majors, name: ' ' }] }, 'groups', 'a name'],
    [{ groups: [{ ...majors, assets: [] }] }, 'groups', 'the assets of the group majors'],
    [{ groups: [{ ...majors, assets: ['BTC', 'BTC'] }] }, 'groups', 'BTC is named twice'],
    [{ groups: [{ ...majors, percentMax: 0 }] }, 'groups', 'share of the group majors'],
    [{ groups: [majors, { ...majors, name: 'b' }] }, 'groups', 'add up to 120 %'],
    [{ groups: [majors, { ...majors, percentMax: 1 }] }, 'groups', 'majors is named twice'],
  ])('are named with the reason: %j', (changes, field, reason) => {
    const faults = limitFaults({ ...NONE, ...changes })
    expect(Object.keys(faults)).toEqual([field])
    expect(faults[field]).toContain(reason)
  })
})

it('knows every field that there is', () => {
  expect(Object.keys(NONE).toSorted()).toEqual(Object.keys(limitsView.shape).toSorted())
})
