import { join } from 'node:path'
import { expect, it } from 'vitest'
import { AlertDesk } from '../../alerts/alert-desk.ts'
import { deadAddress, loopbackServer } from '../../alerts/channels/loopback-server.fixture.ts'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import { alertSettings } from '../../contract/alert-settings.ts'
import { success } from '../../domain/result.ts'
import type { ManualClock } from '../../exchanges/manual-clock.ts'
import { MemoryAuditStore } from '../../storage/memory-audit-store.ts'
import { SqliteAlertStore } from '../../storage/sqlite-alert-store.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import {
  crashCopy,
  DONE_DRAFT,
  essence,
  profileBench,
  readySession,
} from '../session/profile-bench.fixture.ts'
import { rule, secretsOf, webhooks } from './alert-bench.fixture.ts'

const CANDLES = 300

/** Every fill is told to these servers. */
function alertsTo(directory: string, urls: readonly string[], clock: ManualClock) {
  const settings = webhooks(...urls)
  const channelIds = settings.channels.map(({ id }) => id)
  const store = new SqliteAlertStore(join(directory, 'alerts.db'), alertSettings)
  store.saveSettings({ ...settings, rules: [rule({ kind: 'fill', channelIds })] })
  const report = (error: unknown) => {
    throw error
  }
  return new AlertDesk({
    audit: new ChainedAuditLog(new MemoryAuditStore(), { now: () => 0 }),
    store,
    secrets: secretsOf(settings),
    desktop: null,
    clock,
    report,
  })
}

function bench(directory: string, urls: readonly string[]) {
  const profile = profileBench(directory, undefined, (clock) => {
    return () => success(alertsTo(directory, urls, clock))
  })
  const toldFills = () => {
    const alerts = profile.workspace.alerts()
    if (!alerts.ok) throw new Error(alerts.error.message)
    const told = alerts.value.deliveries(10_000).filter(({ channelId }) => channelId === 'w0')
    return told.map((delivery) => delivery.alert.id.split(':').at(-1)).toSorted()
  }
  return { ...profile, toldFills }
}

it('trades as if there were no alerts while a channel hangs and the other is dead', async () => {
  const hanging = await loopbackServer(() => 'nothing')
  const alone = profileBench()
  const watched = bench(temporaryFolder(), [hanging.url, await deadAddress()])
  const sessions = [alone, watched].map(({ workspace }) => workspace.finishSetup(DONE_DRAFT))
  const [quiet, told] = await Promise.all(sessions.map(readySession))
  for (const { run } of [alone, watched]) run(CANDLES)
  if (!quiet || !told) throw new Error('there are two sessions')
  expect(essence(told)).toEqual(essence(quiet))
  expect(essence(told).fills.length).toBeGreaterThan(10)
  await expect.poll(() => hanging.heard.length, { interval: 5 }).toBe(1)
})

it('that crashes has every fill of its ledger told after the restart, and none twice', async () => {
  const urls = [await deadAddress()]
  const first = bench(temporaryFolder(), urls)
  await readySession(first.workspace.finishSetup(DONE_DRAFT))
  first.run(CANDLES)
  const fillIds = () => {
    const fills = first.workspace.session?.snapshot().fills ?? []
    return fills.map(({ fillId }) => fillId).toSorted()
  }
  for (let candle = 0; candle < CANDLES; candle += 1) {
    if (first.toldFills().length < fillIds().length) break
    first.run(1)
  }
  const booked = fillIds()
  expect(first.toldFills().length).toBeLessThan(booked.length)
  const second = bench(crashCopy(first.directory), urls)
  await readySession(second.workspace.openLast())
  second.clock.advance(1_200)
  const told = second.toldFills()
  expect(told).toEqual(expect.arrayContaining(booked))
  expect(new Set(told).size).toBe(told.length)
})
