import { expect, it } from 'vitest'
import type { KeyRotation } from '../../contract/key-rotation.ts'
import type { KeyView } from '../../contract/keys.ts'
import type { Alert } from '../../domain/alert.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { KeyReminder } from './key-reminder.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 10)
const KEY: KeyView = {
  ...{ mode: 'live', exchangeId: 'binance', ending: 'wxyz' },
  ...{ addedAt: NOW, usedAt: NOW, checkedAt: NOW },
  report: {
    expiry: { kind: 'never' },
    ...{ mayTrade: true, mayWithdraw: true, isBoundToAddresses: true },
  },
}

function reminding(keys: readonly KeyView[], rotations: readonly KeyRotation[] = []) {
  const clock = new ManualClock(NOW)
  const raised: Alert[] = []
  const reminder = new KeyReminder({
    clock,
    list: () => keys,
    rotations: () => rotations,
    raise: (alert) => raised.push(alert),
  })
  return { clock, raised, reminder }
}

it('tells of a key that may withdraw, under one id a month', () => {
  const { clock, raised, reminder } = reminding([KEY])
  clock.advance(15_000)
  expect(raised).toMatchObject([
    { kind: 'api-key', severity: 'critical', title: 'live binance: the API key may withdraw' },
  ])
  expect(raised[0]?.text).toContain('…wxyz')
  for (let day = 0; day < 25; day += 1) clock.advance(DAY_MS)
  const ids = new Set(raised.map(({ id }) => id))
  expect([...ids]).toEqual([
    'api-key:live binance:wxyz:may-withdraw:2026-11',
    'api-key:live binance:wxyz:may-withdraw:2026-12',
  ])
  const told = raised.length
  reminder.close()
  clock.advance(10 * DAY_MS)
  expect(raised).toHaveLength(told)
})

it('tells of one that nobody used for a month', () => {
  const sound = { ...KEY, report: { ...KEY.report, mayWithdraw: false } }
  const { clock, raised } = reminding([sound])
  for (let day = 0; day < 30; day += 1) clock.advance(DAY_MS)
  expect(raised).toEqual([])
  clock.advance(DAY_MS)
  expect(raised).toMatchObject([{ severity: 'info', title: expect.stringContaining('not used') }])
})

it('tells every day of a rotation that waits, and not on its first', () => {
  const problem = { code: 'old-key-works', message: 'It still works.', action: 'Delete it.' }
  const rotation: KeyRotation = {
    ...{ mode: 'live', exchangeId: 'binance', step: 'reconciled', report: KEY.report, problem },
    ...{ oldEnding: 'wxyz', newEnding: 'abcd', startedAt: NOW },
  }
  const { clock, raised } = reminding([], [rotation])
  clock.advance(15_000)
  expect(raised).toEqual([])
  clock.advance(DAY_MS)
  clock.advance(DAY_MS)
  expect(raised.map(({ text }) => text)).toEqual([
    '…abcd has been taking the place of …wxyz since 2026-11-10. It still works. Delete it.',
    '…abcd has been taking the place of …wxyz since 2026-11-10. It still works. Delete it.',
  ])
  expect(new Set(raised.map(({ id }) => id)).size).toBe(2)
})
