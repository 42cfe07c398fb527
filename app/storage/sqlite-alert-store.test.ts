import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Alert } from '../domain/alert.ts'
import type { AlertSettings } from '../domain/alert-rule.ts'
import { money } from '../domain/sample-market.fixture.ts'
import { failureOf } from './failure-of.fixture.ts'
import { readAlerts } from './read-alerts.ts'
import { SqliteAlertStore } from './sqlite-alert-store.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const settings = z.custom<AlertSettings>((value) => typeof value === 'object')
const PLAN = { channelId: 'phone', plannedAt: 1_000, heldBecause: '' }

function open(path = join(temporaryFolder(), 'alerts.db')) {
  const store = new SqliteAlertStore(path, settings)
  onTestFinished(() => store.close())
  return { path, store }
}

function alert(id: string, changes: Partial<Alert> = {}): Alert {
  const what = { kind: 'fill', severity: 'info', key: 'BTC', title: 'Bought', text: 'x' } as const
  return { id, time: 900, ...what, ...changes }
}

it('has alerts, deliveries and how far ledgers were read after it was closed and opened', () => {
  const { path, store } = open()
  const cursor = {
    ...{ fillId: 'f-9', time: 5 },
    summary: {
      ...{ time: 4, fillId: null },
      ...{ equity: money('10000.00000001'), realised: money('-3'), feesPaid: money('0') },
    },
    keyNotice: { endsAt: 7, daysAhead: 30 },
  }
  store.addAlert(alert('a-1'), [PLAN, { ...PLAN, channelId: 'mail', heldBecause: 'night' }])
  store.saveCursor('demo', cursor)
  store.close()
  const { store: again } = open(path)
  expect(again.hasAlert('a-1')).toBe(true)
  expect(again.hasAlert('a-2')).toBe(false)
  expect(again.loadCursor('demo')).toEqual(cursor)
  expect(again.loadCursor('paper')).toBeUndefined()
  expect(again.loadDeliveries(9)).toEqual([
    {
      ...{ id: 2, alert: alert('a-1'), channelId: 'mail', plannedAt: 1_000, dueAt: 1_000 },
      ...{ heldBecause: 'night', state: 'waiting', attempts: 0, trouble: '' },
    },
    {
      ...{ id: 1, alert: alert('a-1'), ...PLAN, dueAt: 1_000 },
      ...{ state: 'waiting', attempts: 0, trouble: '' },
    },
  ])
})

it('knows what is due, and when the next is', () => {
  const { store } = open()
  store.addAlert(alert('a-1'), [PLAN])
  store.addAlert(alert('a-2'), [{ ...PLAN, plannedAt: 2_000 }])
  expect(store.loadDue('phone', 999)).toEqual([])
  expect(store.nextDueAt(999)).toBe(1_000)
  expect(store.loadDue('phone', 1_000).map(({ alert: { id } }) => id)).toEqual(['a-1'])
  store.changeDelivery({ id: 1, state: 'waiting', dueAt: 9_000, attempts: 1, trouble: 'no' })
  expect(store.loadDue('phone', 5_000).map(({ alert: { id } }) => id)).toEqual(['a-2'])
  store.makeDue('phone', 3_000)
  expect(store.loadDue('phone', 5_000).map(({ alert: { id } }) => id)).toEqual(['a-1', 'a-2'])
  store.abandon('phone', 'gone')
  expect(store.nextDueAt(0)).toBeUndefined()
})

it('remembers what was planned for alerts of a kind, in the order of their times', () => {
  const { store } = open()
  store.addAlert(alert('a-1'), [{ ...PLAN, plannedAt: 3_000 }])
  store.addAlert(alert('a-2', { key: 'ETH' }), [PLAN])
  store.addAlert(alert('a-3', { kind: 'drift' }), [PLAN])
  expect(store.loadEarlier('fill', 999)).toEqual([
    { channelId: 'phone', key: 'ETH', plannedAt: 1_000 },
    { channelId: 'phone', key: 'BTC', plannedAt: 3_000 },
  ])
  expect(store.loadEarlier('fill', 1_000)).toHaveLength(1)
})

it('forgets the oldest that nothing waits for, with all that was tried', () => {
  const { store } = open()
  for (const id of ['a-1', 'a-2', 'a-3']) store.addAlert(alert(id), [PLAN])
  for (const id of [2, 3]) {
    store.changeDelivery({ id, state: 'delivered', dueAt: 0, attempts: 1, trouble: '' })
  }
  store.prune(1)
  expect(store.loadDeliveries(9).map(({ alert: { id } }) => id)).toEqual(['a-3', 'a-1'])
})

it('writes all of what belongs together, or nothing', () => {
  const { store } = open()
  expect(() =>
    store.atOnce(() => {
      store.addAlert(alert('a-1'), [PLAN])
      throw new Error('in the middle')
    }),
  ).toThrow('in the middle')
  expect(store.hasAlert('a-1')).toBe(false)
})

it('does not wait for another program that has it locked', () => {
  const { path, store } = open()
  const other = new Database(path)
  onTestFinished(() => {
    other.close()
  })
  other.exec('BEGIN IMMEDIATE')
  expect(failureOf(() => store.addAlert(alert('a-1'), [PLAN])).reason).toBe('busy')
  other.exec('COMMIT')
  store.addAlert(alert('a-1'), [PLAN])
})

it('is read beside whoever writes, and where there is none there is nothing', () => {
  const { path, store } = open()
  store.addAlert(alert('a-1'), [PLAN])
  const count = () => readAlerts(path, settings, (found) => found.loadDeliveries(9).length)
  expect(count()).toBe(1)
  store.addAlert(alert('a-2'), [PLAN])
  expect(count()).toBe(2)
  expect(readAlerts(`${path}-other`, settings, () => 1)).toBeUndefined()
})

it('calls what is no database of alerts damage, and leaves it there', () => {
  const path = join(temporaryFolder(), 'alerts.db')
  writeFileSync(path, 'a letter to my aunt. '.repeat(100))
  expect(failureOf(() => open(path)).reason).toBe('damaged')
})
