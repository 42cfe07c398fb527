import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { AlertDesk } from '../../alerts/alert-desk.ts'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import { alertSettings } from '../../contract/alert-settings.ts'
import type { Alert } from '../../domain/alert.ts'
import type { AlertChannel } from '../../domain/alert-channel.ts'
import type { AlertRule, AlertSettings } from '../../domain/alert-rule.ts'
import type { Delivery } from '../../domain/delivery.ts'
import { failure, success } from '../../domain/result.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import type { DesktopNotifier } from '../../ports/desktop-notifier.ts'
import type { SecretStore } from '../../ports/secret-store.ts'
import { MemoryAuditStore } from '../../storage/memory-audit-store.ts'
import { SqliteAlertStore } from '../../storage/sqlite-alert-store.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'

export const NOON = new Date(2026, 10, 22, 12).getTime()

/** A keychain for the length of a test. */
export class MemorySecrets implements SecretStore {
  readonly secrets = new Map<string, string>()
  trouble = ''

  async load(name: string) {
    return this.trouble ? failure(this.trouble) : success(this.secrets.get(name) ?? null)
  }

  async save(name: string, secret: string) {
    if (this.trouble) return failure(this.trouble)
    this.secrets.set(name, secret)
    return success(null)
  }

  async remove(name: string) {
    this.secrets.delete(name)
    return this.trouble ? failure(this.trouble) : success(null)
  }
}

export interface BenchWishes {
  readonly directory?: string
  readonly clock?: ManualClock
  readonly secrets?: MemorySecrets
  readonly desktop?: DesktopNotifier | null
}

/** Alerts with their real store and channels, and time in the test's hand. */
export function alertBench(wishes: BenchWishes = {}) {
  const { directory = temporaryFolder(), clock = new ManualClock(NOON) } = wishes
  const { secrets = new MemorySecrets(), desktop = null } = wishes
  const path = join(directory, 'alerts.db')
  const store = new SqliteAlertStore(path, alertSettings)
  const reported: unknown[] = []
  const report = (error: unknown) => reported.push(error)
  const audit = new ChainedAuditLog(new MemoryAuditStore(), clock)
  const desk = new AlertDesk({ store, secrets, audit, desktop, clock, report })
  let isOpen = true
  const close = () => {
    if (isOpen) desk.close()
    isOpen = false
  }
  onTestFinished(close)
  /** As they stand once it is so; what is on its way over the network arrives meanwhile. */
  const deliveries = async (isSo: (all: readonly Delivery[]) => boolean) => {
    await expect.poll(() => isSo(desk.deliveries(10_000)), { interval: 5 }).toBe(true)
    return desk.deliveries(10_000)
  }
  return { directory, path, clock, secrets, audit, store, desk, reported, close, deliveries }
}

export function alert(changes: Partial<Alert> = {}): Alert {
  const { id = 'a-1' } = changes
  const what = { kind: 'drift', severity: 'warning', title: `Paper · ${id}`, text: 'x' } as const
  return { ...what, id, key: id, time: NOON, ...changes }
}

export function rule(changes: Partial<AlertRule> = {}): AlertRule {
  return {
    ...{ kind: 'drift', isOn: true, severityMin: 'info', channelIds: [] },
    ...{ quietHours: null, perHourMax: 1_000, groupMs: 0 },
    ...changes,
  }
}

/** Webhooks at these addresses, all of which hear of drifts. */
export function webhooks(...urls: readonly string[]): AlertSettings {
  const channels = urls.map(
    (url, index): AlertChannel => ({
      kind: 'webhook',
      id: `w${index}`,
      name: `Server ${index}`,
      url,
    }),
  )
  const rules = [rule({ channelIds: channels.map(({ id }) => id) })]
  return { channels, rules, summaryHour: 8 }
}

/** With a secret for each of them. */
export function secretsOf({ channels }: AlertSettings): MemorySecrets {
  const secrets = new MemorySecrets()
  for (const { id } of channels) secrets.secrets.set(`alert channel ${id}`, 'signing-secret')
  return secrets
}

/** The messages that a server has heard once whatever else was on its way to it has had the time to arrive. */
export async function heardAfterAWhile<Heard extends { readonly path: string }>(server: {
  readonly url: string
  readonly heard: readonly Heard[]
}): Promise<readonly Heard[]> {
  for (let round = 0; round < 5; round += 1) await fetch(`${server.url}/round`)
  return server.heard.filter(({ path }) => path !== '/round')
}
