import type { Alert } from '../domain/alert.ts'
import { type AlertChannel, needsSecret } from '../domain/alert-channel.ts'
import type { AlertRule, AlertSettings } from '../domain/alert-rule.ts'
import type { Delivery } from '../domain/delivery.ts'
import { failure, type Problem, type Result, success } from '../domain/result.ts'
import type { AlertCursor, AlertStore } from '../ports/alert-store.ts'
import type { AuditActor, AuditLog } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { DesktopNotifier } from '../ports/desktop-notifier.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { channelEntry, removalEntry, ruleEntries } from './audit-entries.ts'
import type { Sent } from './channels/sent.ts'
import { channelFault, needsNewSecret } from './check-channel.ts'
import { Courier } from './courier.ts'
import { DEFAULT_ALERT_SETTINGS } from './default-settings.ts'
import { queueAlerts } from './queue-alert.ts'
import { secretName, sendMessage } from './send-message.ts'
import { testMessage } from './test-message.ts'

export interface AlertDeskParts {
  readonly store: AlertStore & { close(): void }
  readonly secrets: SecretStore
  /** Of the profile. */
  readonly audit: AuditLog
  /** Null where there is no window. */
  readonly desktop: DesktopNotifier | null
  readonly clock: Clock
  readonly report: (error: unknown) => void
}

export interface SecretsThere {
  readonly withSecret: readonly string[]
  /** Empty when the keychain can be read. */
  readonly trouble: string
}

/** What came in since the last write; a process that is killed meanwhile finds it in the ledger again. */
const WRITE_AFTER_MS = 100
const WRITE_AGAIN_AFTER_MS = 5_000
const SECRETS_BELIEVED_MS = 60_000
/** While the store does not work. Beyond it, what comes in is dropped, and counted. */
const INBOX_MAX = 1_000
/** The engine waits while a part is written. */
const WRITTEN_AT_ONCE_MAX = 25
const WAITING_MAX = 2_000
const KEPT_MAX = 5_000
const DROPPED = `More than ${WAITING_MAX} alerts were waiting.`

/**
 * Where alerts come in and are taken to people. Whoever raises one goes on at once: it is written down later, out of his
 * way, and sent later still. Nothing in here throws into whoever raises.
 */
export class AlertDesk {
  readonly #parts: AlertDeskParts
  readonly #courier: Courier
  #inbox: Alert[] = []
  #cursors = new Map<string, AlertCursor>()
  #dropped = 0
  #secretsThere: { readonly until: number; readonly there: Promise<SecretsThere> } | undefined
  #isWriting = false
  #reported = ''
  #takeBack: () => void = () => undefined

  /** Throws a `StoreError` when the settings cannot be read. */
  constructor(parts: AlertDeskParts) {
    this.#parts = parts
    const { store, clock } = parts
    this.#courier = new Courier({
      store,
      clock,
      channels: () => this.settings().channels,
      send: (channel, message) => sendMessage(this.#sending, channel, message),
      report: (error) => this.report(error),
    })
    this.settings()
    this.#takeBack = clock.schedule(WRITE_AFTER_MS, () => this.#courier.look())
  }

  raise(alert: Alert): void {
    if (this.#inbox.length < INBOX_MAX) this.#inbox.push(alert)
    else this.#dropped += 1
    this.#writeSoon(WRITE_AFTER_MS)
  }

  /** Whether an alert was written down, told or not. False where that cannot be read, which is reported. */
  wasRaised(alertId: string): boolean {
    try {
      return this.#parts.store.hasAlert(alertId)
    } catch (error) {
      this.report(error)
      return false
    }
  }

  /** That an account's books were looked through until there; kept with what was raised before. */
  sawUntil(books: string, cursor: AlertCursor): void {
    this.#cursors.set(books, cursor)
    this.#writeSoon(WRITE_AFTER_MS)
  }

  /** How far these books were looked through; where they never were, that begins here, on disk. Throws a `StoreError`. */
  cursor(books: string, here: () => AlertCursor): AlertCursor {
    const known = this.#cursors.get(books) ?? this.#parts.store.loadCursor(books)
    if (known !== undefined) return known
    const first = here()
    this.#parts.store.saveCursor(books, first)
    return first
  }

  settings(): AlertSettings {
    return this.#parts.store.loadSettings() ?? DEFAULT_ALERT_SETTINGS
  }

  deliveries(limit: number): readonly Delivery[] {
    return this.#parts.store.loadDeliveries(limit)
  }

  /**
   * The channels whose secret is in the keychain, and why it cannot be read where that is so. What it said is believed for a
   * while: a keychain that is locked may ask a person for its password each time.
   */
  async secretsThere(): Promise<SecretsThere> {
    const now = this.#parts.clock.now()
    if (this.#secretsThere === undefined || now > this.#secretsThere.until) {
      this.#secretsThere = { until: now + SECRETS_BELIEVED_MS, there: this.#lookForSecrets() }
    }
    return this.#secretsThere.there
  }

  async #lookForSecrets(): Promise<SecretsThere> {
    const withSecret: string[] = []
    for (const channel of this.settings().channels.filter(needsSecret)) {
      const loaded = await this.#parts.secrets.load(secretName(channel.id))
      if (!loaded.ok) return { withSecret, trouble: loaded.error }
      if (loaded.value !== null) withSecret.push(channel.id)
    }
    return { withSecret, trouble: '' }
  }

  /** How many were given up because too many waited. */
  get dropped(): number {
    return this.#parts.store.loadDropped() + this.#dropped
  }

  saveRules(
    rules: readonly AlertRule[],
    summaryHour: number,
    actor: AuditActor = 'window',
  ): Result<null, Problem> {
    const { channels } = this.settings()
    const stranger = rules
      .flatMap(({ channelIds }) => channelIds)
      .find((channelId) => !channels.some(({ id }) => id === channelId))
    if (stranger !== undefined) return failure(unknownChannel(stranger))
    for (const entry of ruleEntries(this.settings(), { rules, summaryHour })) {
      this.#parts.audit.append({ actor, ...entry })
    }
    this.#parts.store.saveSettings({ channels, rules, summaryHour })
    return success(null)
  }

  /** Adds or changes a channel; a new one takes part in every rule. `secret` is null for the one that is there. */
  async saveChannel(
    channel: AlertChannel,
    secret: string | null,
    actor: AuditActor = 'window',
  ): Promise<Result<null, Problem>> {
    const { secrets, store, clock } = this.#parts
    const fault = channelFault(channel, secret)
    if (fault !== undefined) return failure(fault)
    const old = this.settings().channels.find(({ id }) => id === channel.id)
    if (!secret && needsNewSecret(channel, old)) return failure(NO_SECRET)
    this.#secretsThere = undefined
    if (secret) {
      const saved = await secrets.save(secretName(channel.id), secret)
      if (!saved.ok) return failure(keychainProblem(saved.error))
    }
    this.#parts.audit.append({ actor, ...channelEntry(channel, old, secret !== null) })
    store.saveSettings(withChannel(this.settings(), channel))
    store.makeDue(channel.id, clock.now())
    this.#courier.forgive(channel.id)
    this.#courier.look()
    return success(null)
  }

  /** The channel is gone in any case; a problem says that its secret is not. */
  async removeChannel(
    channelId: string,
    actor: AuditActor = 'window',
  ): Promise<Result<null, Problem>> {
    const { secrets, store, audit } = this.#parts
    const channel = this.settings().channels.find(({ id }) => id === channelId)
    if (channel === undefined) return failure(unknownChannel(channelId))
    audit.append({ actor, ...removalEntry(channel) })
    store.atOnce(() => {
      store.saveSettings(withoutChannel(this.settings(), channelId))
      store.abandon(channelId, 'The channel was removed.')
    })
    this.#secretsThere = undefined
    const removed = await secrets.remove(secretName(channelId))
    return removed.ok ? success(null) : failure(keychainProblem(removed.error))
  }

  /** Sends a test message now, and tells what came back. */
  async test(channelId: string): Promise<Result<Sent, Problem>> {
    const channel = this.settings().channels.find(({ id }) => id === channelId)
    if (channel === undefined) return failure(unknownChannel(channelId))
    return success(await sendMessage(this.#sending, channel, testMessage(channel)))
  }

  /** Says that alerts do not work. What goes on failing is said once. */
  report(error: unknown): void {
    if (this.#reported === String(error)) return
    this.#reported = String(error)
    this.#parts.report(error)
  }

  /** What came in is written down; what was not delivered is the next start's. */
  close(): void {
    this.#takeBack()
    this.#courier.close()
    while (this.#write() && this.#inbox.length > 0);
    this.#takeBack()
    this.#parts.store.close()
  }

  get #sending() {
    const { secrets, desktop, clock } = this.#parts
    return { secrets, desktop, now: () => clock.now() }
  }

  #writeSoon(delayMs: number): void {
    if (this.#isWriting) return
    this.#isWriting = true
    this.#takeBack()
    this.#takeBack = this.#parts.clock.schedule(delayMs, () => {
      this.#isWriting = false
      this.#write()
      this.#courier.look()
    })
  }

  /** All of a part or nothing; true when it was written. What could not be is written later. */
  #write(): boolean {
    const part = this.#inbox.slice(0, WRITTEN_AT_ONCE_MAX)
    const isLast = part.length === this.#inbox.length
    try {
      this.#parts.store.atOnce(() => this.#writeInside(part, isLast))
    } catch (error) {
      this.report(error)
      this.#writeSoon(WRITE_AGAIN_AFTER_MS)
      return false
    }
    this.#inbox = this.#inbox.slice(part.length)
    this.#dropped = 0
    this.#reported = ''
    if (isLast) this.#cursors.clear()
    else this.#writeSoon(WRITE_AFTER_MS)
    return true
  }

  #writeInside(part: readonly Alert[], isLast: boolean): void {
    const { store, clock } = this.#parts
    queueAlerts(store, this.settings(), part, clock.now())
    if (isLast) for (const [books, cursor] of this.#cursors) store.saveCursor(books, cursor)
    const dropped = this.#dropped + store.dropWaiting(WAITING_MAX, DROPPED)
    if (dropped > 0) store.countDropped(dropped)
    store.prune(KEPT_MAX)
  }
}

function withChannel(settings: AlertSettings, channel: AlertChannel): AlertSettings {
  const { channels, rules } = settings
  const isKnown = channels.some(({ id }) => id === channel.id)
  if (isKnown) {
    return { ...settings, channels: channels.map((one) => (one.id === channel.id ? channel : one)) }
  }
  return {
    ...settings,
    channels: [...channels, channel],
    rules: rules.map((rule) => ({ ...rule, channelIds: [...rule.channelIds, channel.id] })),
  }
}

function withoutChannel(settings: AlertSettings, channelId: string): AlertSettings {
  return {
    ...settings,
    channels: settings.channels.filter(({ id }) => id !== channelId),
    rules: settings.rules.map((rule) => ({
      ...rule,
      channelIds: rule.channelIds.filter((id) => id !== channelId),
    })),
  }
}

function unknownChannel(channelId: string): Problem {
  return {
    code: 'unknown-channel',
    message: `There is no channel "${channelId}".`,
    action: 'Choose one of those that are listed.',
  }
}

function keychainProblem(message: string): Problem {
  return { code: 'keychain', message, action: 'Unlock the keychain, then try again.' }
}

const NO_SECRET: Problem = {
  code: 'no-secret',
  message: 'Its secret has to be typed, also when the place that it is sent to is changed.',
  action: 'Enter the token, address or password.',
}
