import { expect, it } from 'vitest'
import { keyFaults } from './key-faults.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 23)
const SOUND = {
  report: {
    expiry: { kind: 'never' },
    ...{ mayTrade: true, mayWithdraw: false, isBoundToAddresses: true },
  },
  ...{ addedAt: NOW - 89 * DAY_MS, usedAt: NOW },
} as const

it('finds nothing wrong with a key that may trade from certain addresses and is used', () => {
  expect(keyFaults(SOUND, NOW)).toEqual([])
})

it.each([
  ['ended', { report: { ...SOUND.report, expiry: { kind: 'at', time: NOW } } }],
  ['ends-soon', { report: { ...SOUND.report, expiry: { kind: 'at', time: NOW + 14 * DAY_MS } } }],
  ['may-withdraw', { report: { ...SOUND.report, mayWithdraw: true } }],
  ['may-not-trade', { report: { ...SOUND.report, mayTrade: false } }],
  ['unbound', { report: { ...SOUND.report, isBoundToAddresses: false } }],
  ['unused', { usedAt: NOW - 30 * DAY_MS }],
  ['old', { addedAt: NOW - 90 * DAY_MS }],
  ['unused', { addedAt: NOW - 30 * DAY_MS, usedAt: null }],
] as const)('says that one is %s', (fault, changes) => {
  expect(keyFaults({ ...SOUND, ...changes }, NOW)).toEqual([fault])
})

it.each([
  ['that ends in more than two weeks', { kind: 'at', time: NOW + 14 * DAY_MS + 1 }],
  ['whose end nobody knows', { kind: 'unknown' }],
] as const)('says nothing of one %s', (_, expiry) => {
  expect(keyFaults({ ...SOUND, report: { ...SOUND.report, expiry } }, NOW)).toEqual([])
})

it('does not take what an exchange keeps to itself for wrong, nor a key of yesterday for unused', () => {
  const silent = { mayTrade: null, mayWithdraw: null, isBoundToAddresses: null }
  expect(keyFaults({ ...SOUND, report: { ...SOUND.report, ...silent } }, NOW)).toEqual([])
  expect(keyFaults({ ...SOUND, addedAt: NOW - DAY_MS, usedAt: null }, NOW)).toEqual([])
})
