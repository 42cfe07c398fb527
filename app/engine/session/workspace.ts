import type { ZodType } from 'zod'
import type { AlertDesk } from '../../alerts/alert-desk.ts'
import type { AuditAnchors } from '../../audit/audit-anchors.ts'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import { ARMING_WORDS } from '../../contract/arming.ts'
import type { KeyRotation } from '../../contract/key-rotation.ts'
import type { KeyPlace, KeyView } from '../../contract/keys.ts'
import type { RiskView } from '../../contract/risk-view.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../contract/settings.ts'
import type { BotSetup, MarketSource, SizePreview, WizardDraft } from '../../contract/setup.ts'
import { formatAmount, type Money, ZERO_MONEY } from '../../domain/amount.ts'
import type { AuditActor, AuditEntry } from '../../domain/audit-entry.ts'
import type { Bot } from '../../domain/bot.ts'
import { NOTHING_GUARDED } from '../../domain/guard-record.ts'
import { failure, mapResult, type Problem, type Result, success } from '../../domain/result.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ProfileGuard } from '../../ports/guard-store.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import type { KeySource, KeyStore } from '../../ports/key-source.ts'
import { type Measured, UNMEASURED } from '../../ports/measured.ts'
import type { ProcessMonitor } from '../../ports/process-monitor.ts'
import { type DatabaseSize, databaseBytes } from '../../storage/database-bytes.ts'
import { lockProfile } from '../../storage/profile-lock.ts'
import { ProfilePaths } from '../../storage/profile-paths.ts'
import { SettingsStore } from '../../storage/settings-store.ts'
import { type BotLimits, botLimitsChanges } from '../guard/bot-limits.ts'
import { LimitDesk } from '../guard/limit-desk.ts'
import { riskProfileChanges } from '../guard/risk-profile-changes.ts'
import { KeyDesk } from '../keys/key-desk.ts'
import { KeyReminder } from '../keys/key-reminder.ts'
import { KeyRotator, type Rotated } from '../keys/key-rotator.ts'
import { RotationBook } from '../keys/rotation-book.ts'
import { ALREADY_ROTATING } from '../keys/rotation-problems.ts'
import type { RotatedAccount } from '../keys/rotation-steps.ts'
import type { KeyWish } from '../keys/try-key.ts'
import { previewOnDemo } from '../orders/preview-size.ts'
import { problemOf } from '../problem-of.ts'
import { limitsViewOf } from '../view/limits-view.ts'
import {
  BOTS_MAX,
  botFromSetup,
  defineAccount,
  freeBotId,
  isLiveAccount,
} from './account-definition.ts'
import type { AccountSession } from './account-session.ts'
import { type BackToPaper, backToPaperEntry, draftOnPaper, paperTwin } from './back-to-paper.ts'
import {
  type AccountContents,
  composeAccount,
  makeReplacement,
  type PreparedAccount,
  prepareAccount,
} from './open-account.ts'
import { DEMO_SOURCE, FIRST_DRAFT, PROFILE_DOCUMENTS } from './profile-documents.ts'
import { rotatedAccount } from './rotated-account.ts'
import type { SessionObservers } from './session-parts.ts'
import { settingsEntry } from './settings-entry.ts'
import {
  ARMING_WORDS_MISSING,
  botInUse,
  botProblem,
  CLOSED,
  draftProblem,
  LIVE_BY_COMMAND,
  LIVE_NOT_ARMED,
  NO_ALERTS,
  NO_MARKET,
  NO_PACE,
  NO_SUCH_BOT,
  NOT_SIMULATED,
  ON_PAPER_ALREADY,
  startingBalanceFrom,
  tooManyBots,
} from './setup-problems.ts'
import { sourceMarket } from './source-market.ts'

export interface WorkspaceParts {
  readonly directory: string
  readonly clock: Clock
  readonly keys: KeySource
  /** Absent where none are added or removed. */
  readonly keyStore?: KeyStore
  /** Replaces scheme, host and port of the exchange's addresses, whatever the settings say. */
  readonly exchangeUrl?: string
  readonly observers: Omit<SessionObservers, 'alerts' | 'finerPrices'>
  readonly measured?: Measured
  /** Called once the profile is known to be ours; absent where nobody is to be told anything. */
  readonly openAlerts?: (audit: AuditLog) => Result<AlertDesk, Problem>
  /** Of the process; absent where nobody watches it. */
  readonly monitor?: ProcessMonitor
  /** Where the checkpoints of the audit logs are kept; absent where none are. */
  readonly anchors?: AuditAnchors
}

/** What was read anew a moment ago is not finer by now: an exchange whose list lags behind its candles is given time. */
const REOPEN_PAUSE_MS = 60_000

type Opened = Result<AccountSession, Problem>

export interface AccountWish {
  readonly source: MarketSource
  /** Of a simulated account that is still to be made. */
  readonly startingBalance: Money
  readonly bots: readonly Bot[]
  /** Of these bots; absent where they keep what they have. */
  readonly botLimits?: BotLimits
  /** For the length of a command: no candles, and no bot decides anything. */
  readonly isBrief: boolean
  readonly onOpened?: OnOpened
}

/** The part of a draft that a size depends on. */
export interface SizeWish {
  readonly source: MarketSource
  readonly bot: BotSetup
  readonly startingBalance: string
}

/** One more for the account that is open. */
export interface AddedBot {
  readonly setup: BotSetup
  /** The bot whose limits it gets; null where it has none of its own. */
  readonly like: string | null
}

/** Called when an account is there, before anything happens in it. */
export type OnOpened = (session: AccountSession) => void

/**
 * A profile in use: settings, the wizard's draft, and the account that is open. Accounts are opened one after the other,
 * and the one that runs is closed only when the next one is known to open.
 */
export class Workspace {
  readonly #parts: WorkspaceParts
  readonly limits: LimitDesk
  readonly #keys: KeyDesk
  readonly #rotations: RotationBook
  readonly #rotator: KeyRotator
  #keyReminder: KeyReminder | undefined
  readonly #paths: ProfilePaths
  readonly #settings: SettingsStore
  readonly #unlock: () => void
  #session: AccountSession | null = null
  #alerts: Result<AlertDesk, Problem> | undefined
  #changes: Promise<unknown> = Promise.resolve()
  #isClosed = false
  #onOpened: OnOpened | undefined
  #reopenedAt = Number.NEGATIVE_INFINITY

  /** Throws a `StoreError` when the profile is in use elsewhere, damaged, newer, or cannot be written. */
  constructor(parts: WorkspaceParts) {
    this.#parts = parts
    this.#paths = new ProfilePaths(parts.directory)
    this.#unlock = lockProfile(parts.directory)
    try {
      this.#settings = new SettingsStore(this.#paths.settings)
      this.#keys = new KeyDesk({
        settings: this.#settings,
        audit: () => this.#audit(),
        clock: parts.clock,
        store: parts.keyStore,
      })
      this.#rotations = new RotationBook({
        settings: this.#settings,
        audit: () => this.#audit(),
      })
      this.#rotator = new KeyRotator({
        ...{ book: this.#rotations, desk: this.#keys, clock: parts.clock, store: parts.keyStore },
        account: (place) => this.#rotatedAccount(place),
        urlOf: ({ exchangeId }) => parts.exchangeUrl ?? this.settings().exchangeUrls[exchangeId],
      })
      this.limits = new LimitDesk({
        settings: this.#settings,
        audit: this.#audit(),
        session: () => this.#session,
        hasLiveAccount: () => this.#paths.accountIds().some(isLiveAccount),
      })
    } catch (error) {
      this.#unlock()
      throw error
    }
  }

  get session(): AccountSession | null {
    return this.#session
  }

  /** Opened when they are first needed; a problem says why there are none, which keeps nobody from trading. */
  alerts(): Result<AlertDesk, Problem> {
    if (this.#isClosed) return failure(CLOSED)
    this.#alerts ??= this.#parts.openAlerts?.(this.#audit()) ?? failure(NO_ALERTS)
    return this.#alerts
  }

  get importsDirectory(): string {
    return this.#paths.imports
  }

  /** Of the files that are open. */
  databaseSizes(): readonly DatabaseSize[] {
    const { settings } = this.#paths
    const own = { name: 'settings.db', bytes: databaseBytes(settings) }
    return [own, ...(this.#session?.databaseSizes() ?? [])]
  }

  settings(): Settings {
    return this.#settings.load('settings', PROFILE_DOCUMENTS.settings) ?? DEFAULT_SETTINGS
  }

  saveSettings(settings: Settings, actor: AuditActor): void {
    const entry = settingsEntry(this.settings(), settings, actor)
    const save = () => this.#settings.save('settings', settings)
    if (entry === undefined) save()
    else this.#audit().append(entry, save)
  }

  /** Limits, breakers, and who changed them. */
  riskView(): RiskView {
    this.#parts.anchors?.load()
    return { ...this.limits.view(), breakers: this.#session?.breakerViews() ?? [] }
  }

  /** Whether nothing but stopping is carried out, whoever asks for it. */
  isViewOnly(): boolean {
    return this.#settings.load('access', PROFILE_DOCUMENTS.access)?.isViewOnly ?? false
  }

  setViewOnly(isViewOnly: boolean, actor: AuditActor): void {
    if (isViewOnly === this.isViewOnly()) return
    const entry = {
      actor,
      action: isViewOnly ? 'made view-only' : 'opened for changes',
      subject: 'profile',
      detail: `from ${accessWord(!isViewOnly)} to ${accessWord(isViewOnly)}`,
    }
    this.#audit().append(entry, () => this.#settings.save('access', { isViewOnly }))
  }

  /** What is known of the keys that are kept. */
  keyViews(): readonly KeyView[] {
    return this.#keys.list()
  }

  /** Tried at this address, or where the settings say the exchange is. An account that is open goes on with the new one. */
  async addKeys(wish: KeyWish, baseUrl?: string): Promise<Result<KeyView, Problem>> {
    if (this.#rotations.find(wish) !== undefined) return failure(ALREADY_ROTATING)
    const settled = this.#parts.exchangeUrl ?? this.settings().exchangeUrls[wish.exchangeId]
    const added = await this.#keys.add(wish, baseUrl ?? settled)
    const session = this.#session
    if (added.ok && session !== null && this.#usesKey(session, wish)) this.#openAgain(session)
    return added
  }

  /** Those that are under way. */
  keyRotations(): readonly KeyRotation[] {
    return this.#rotations.list()
  }

  /** Another key is to take the place of the one that is kept: it is tried, and kept beside it. */
  beginRotation(wish: KeyWish, baseUrl?: string): Promise<Result<null, Problem>> {
    return this.#rotator.begin(wish, baseUrl)
  }

  /** As far as a rotation goes now: to the end, where the old key is dead. */
  goOnRotating(place: KeyPlace, baseUrl?: string): Promise<Rotated> {
    return this.#rotator.goOn(place, baseUrl)
  }

  giveUpRotation(place: KeyPlace, actor: AuditActor): Promise<Result<null, Problem>> {
    return this.#rotator.giveUp(place, actor)
  }

  async removeKeys(place: KeyPlace, actor: AuditActor): Promise<Result<null, Problem>> {
    if (this.#rotations.find(place) !== undefined) return failure(ALREADY_ROTATING)
    return this.#keys.remove(place, actor)
  }

  /** Writes down a change of something that is kept elsewhere. */
  record(entry: Omit<AuditEntry, 'time'>): void {
    this.#audit().append(entry)
  }

  /** What those around the engine keep in the profile, by name. */
  loadDocument<Value>(name: string, schema: ZodType<Value>): Value | undefined {
    return this.#settings.load(name, schema)
  }

  saveDocument(name: string, value: unknown, entry?: Omit<AuditEntry, 'time'>): void {
    const save = () => this.#settings.save(name, value)
    if (entry === undefined) save()
    else this.#audit().append(entry, save)
  }

  draft(): WizardDraft {
    return this.#settings.load('draft', PROFILE_DOCUMENTS.draft) ?? FIRST_DRAFT
  }

  saveDraft(draft: WizardDraft): void {
    this.#settings.save('draft', draft)
  }

  /** What the wizard chose; null until it was finished once. */
  source(): MarketSource | null {
    return this.#settings.load('source', PROFILE_DOCUMENTS.source) ?? null
  }

  /** The account that was open last, whoever opened it: the wizard or the command line. Null before there was any. */
  lastSource(): MarketSource | null {
    return this.#settings.load('account', PROFILE_DOCUMENTS.account)?.source ?? this.source()
  }

  /** Opens the account that was in use last, if there is one. The draft's bot belongs to what the wizard chose alone. */
  openLast(): Promise<Result<AccountSession | null, Problem>> {
    return this.#afterOthers(async () => {
      const [source, wizards] = [this.lastSource(), this.source()]
      if (source === null) return success(null)
      const { id } = defineAccount(source)
      if (isLiveAccount(id) && this.#armedAccount() !== id) return failure(LIVE_NOT_ARMED)
      const isWizards = wizards !== null && defineAccount(wizards).id === defineAccount(source).id
      return this.#open(source, this.draft(), { addsBot: isWizards })
    })
  }

  #armedAccount(): string | undefined {
    return this.#settings.load('armed', PROFILE_DOCUMENTS.armed)?.accountId
  }

  /** Opens the demo account without touching what the wizard chose; a bot of its own trades there, or the one it has. */
  openDemo(onOpened?: OnOpened): Promise<Opened> {
    return this.#afterOthers(() =>
      this.#open(DEMO_SOURCE, FIRST_DRAFT, { addsBot: true, ...(onOpened ? { onOpened } : {}) }),
    )
  }

  /** Opens an account with these bots running in it, beside what the wizard chose. */
  openAccount(wish: AccountWish): Promise<Opened> {
    return this.#afterOthers(async () => {
      const prepared = await this.#prepare(wish.source)
      if (!prepared.ok) return prepared
      const { startingBalance, bots, botLimits } = wish
      const limits = limitsOf(prepared.value, botLimits)
      if (!limits.ok) {
        prepared.value.stores?.close()
        return limits
      }
      const contents = { startingBalance, bots, botLimits: limits.value }
      const session = composeAccount(prepared.value, contents)
      return this.#begin(session, wish)
    })
  }

  /**
   * Opens the draft's account with the draft's bot running; the account before is closed, and no longer armed. One of real
   * money is armed by typing the words for it.
   */
  finishSetup(draft: WizardDraft, armingWords = ''): Promise<Opened> {
    return this.#afterOthers(async () => {
      const { source } = draft
      if (source === null) return failure(NO_MARKET)
      const isLive = isLiveAccount(defineAccount(source).id)
      if (isLive && armingWords !== ARMING_WORDS) return failure(ARMING_WORDS_MISSING)
      const problem = draftProblem(draft)
      if (problem !== undefined) return failure(problem)
      const balance = startingBalanceFrom(draft.startingBalance)
      if (!balance.ok) return balance
      const prepared = await this.#prepare(source)
      if (!prepared.ok) return prepared
      const contents = {
        ...{ startingBalance: balance.value, bots: [botOf(source, draft)] },
        riskProfile: riskProfileChanges(
          draft.riskProfile,
          defineAccount(source).mode,
          prepared.value.stores?.ledger(),
        ),
      }
      const session = composeAccount(prepared.value, contents)
      const entry = setupEntry(session.accountId, botOf(source, draft))
      this.#choose(draft, source, session, entry)
      return this.#begin(session)
    })
  }

  /**
   * Adds a bot to the account that is open, on its market, and starts it; with the limits of the one that it is like. The
   * account is opened anew with it: orders and positions of the others stay as they are.
   */
  addBot({ setup, like }: AddedBot): Promise<Opened> {
    return this.#afterOthers(async () => {
      const open = this.#session
      if (open === null) return failure(NO_MARKET)
      if (isLiveAccount(open.accountId)) return failure(LIVE_BY_COMMAND)
      const problem = botProblem(setup)
      if (problem !== undefined) return failure(problem)
      const prepared = await this.#prepare(open.source)
      if (!prepared.ok) return prepared
      const { record, bots, takenIds, stores } = prepared.value
      if (bots.length >= BOTS_MAX) {
        stores?.close()
        return failure(tooManyBots(bots.length))
      }
      const { symbol, timeframe } = sourceMarket(open.source)
      const bot = { ...botFromSetup(setup, symbol, timeframe), id: freeBotId(takenIds) }
      const limits = limitsOf(prepared.value, limitsLike(like, bot.id, stores))
      if (!limits.ok) {
        stores?.close()
        return limits
      }
      const session = composeAccount(prepared.value, {
        startingBalance: record?.startingBalance ?? ZERO_MONEY,
        ...{ bots: [bot], botLimits: limits.value },
      })
      this.#recordOrClose(session, botEntry('bot added', session.accountId, bot))
      return this.#begin(session)
    })
  }

  /** Takes a bot out of the account that is open; what it did stays in the books, under its name. */
  removeBot(botId: string): Promise<Opened> {
    return this.#afterOthers(async () => {
      const open = this.#session
      const removedBot = open?.bots.find(({ id }) => id === botId)
      if (!open || !removedBot) return failure(NO_SUCH_BOT)
      const reason = open.usedBy(botId)
      if (reason !== undefined) return failure(botInUse(removedBot.name, reason))
      const prepared = await this.#prepare(open.source)
      if (!prepared.ok) return prepared
      const startingBalance = prepared.value.record?.startingBalance ?? ZERO_MONEY
      const session = composeAccount(prepared.value, { startingBalance, bots: [], removedBot })
      this.#recordOrClose(session, botEntry('bot removed', session.accountId, removedBot))
      return this.#begin(session)
    })
  }

  /** Leaves the exchange for the same market with simulated money, with the bots that run there; nothing is armed any more. */
  backToPaper(leavesRest: boolean): Promise<Result<BackToPaper, Problem>> {
    return this.#afterOthers(async () => {
      const left = this.#session
      const source = left === null ? undefined : paperTwin(left.source)
      if (left === null || source === undefined) return failure(ON_PAPER_ALREADY)
      const rest = left.rest()
      if (rest.length > 0 && !leavesRest) return success({ kind: 'asks', rest } as const)
      const { bots: views, portfolio } = left.status()
      const equity = startingBalanceFrom(portfolio.equity)
      const balance = equity.ok ? equity : startingBalanceFrom(this.draft().startingBalance)
      if (!balance.ok) return balance
      const prepared = await this.#prepare(source)
      if (!prepared.ok) return prepared
      const { symbol, timeframe } = sourceMarket(source)
      const isRunning = ({ id }: Bot) => views.find((bot) => bot.id === id)?.status === 'running'
      const bots = left.bots.filter(
        (bot) => bot.symbol === symbol && bot.timeframe === timeframe && isRunning(bot),
      )
      const session = composeAccount(prepared.value, { startingBalance: balance.value, bots })
      const entry = { from: left.accountId, to: session.accountId, bots, rest }
      this.#choose(draftOnPaper(this.draft(), source), source, session, backToPaperEntry(entry))
      return mapResult(await this.#begin(session), (begun) => ({ kind: 'paper', session: begun }))
    })
  }

  /** What the draft's bot would buy now; null where its market is neither open nor the demo market. */
  previewSize({ source, bot, startingBalance }: SizeWish): SizePreview | null {
    const session = this.#session
    if (session?.accountId === defineAccount(source).id) return session.previewSize(bot) ?? null
    const balance = startingBalanceFrom(startingBalance)
    if (source.kind !== 'demo' || !balance.ok) return null
    return previewOnDemo(bot, source.seed, balance.value)
  }

  /** Puts the account's files aside under a name with the date, and opens it anew with this balance and the bot it had. */
  resetAccount(startingBalance: string): Promise<Opened> {
    return this.#afterOthers(async () => {
      const source = this.#session?.source ?? this.lastSource()
      if (source === null) return failure(NO_MARKET)
      if (source.kind === 'exchange') return failure(NOT_SIMULATED)
      const balance = startingBalanceFrom(startingBalance)
      if (!balance.ok) return balance
      const prepared = await this.#prepare(source)
      if (!prepared.ok) return prepared
      const { bots } = prepared.value
      const kept = bots.length > 0 ? bots : [botOf(source, this.draft())]
      return this.#replace(prepared.value, { startingBalance: balance.value, bots: kept })
    })
  }

  /** For markets that have a pace, from the next time on. */
  saveSpeed(candlesPerSecond: number): void {
    this.#settings.save('speed', candlesPerSecond)
  }

  setSpeed(candlesPerSecond: number): Result<null, Problem> {
    if (!this.#session?.setSpeed(candlesPerSecond)) return failure(NO_PACE)
    this.#settings.save('speed', candlesPerSecond)
    return success(null)
  }

  close(): void {
    this.#isClosed = true
    this.#keyReminder?.close()
    this.#rotator.close()
    this.#closeSession()
    if (this.#alerts?.ok) this.#alerts.value.close()
    this.#settings.close()
    this.#unlock()
  }

  /** One change at a time: two sessions must never run on one account. */
  #afterOthers<Value>(change: () => Promise<Value>): Promise<Value> {
    const changed = this.#changes.then(change)
    this.#changes = changed.catch(() => undefined)
    return changed
  }

  /** What the draft says counts for an account that is still to be made; another one keeps what it has. */
  async #open(
    source: MarketSource,
    draft: WizardDraft,
    { addsBot, onOpened }: { readonly addsBot: boolean; readonly onOpened?: OnOpened },
  ): Promise<Opened> {
    const prepared = await this.#prepare(source)
    if (!prepared.ok) return prepared
    const { record, takenIds, stores } = prepared.value
    const balance = record
      ? success(record.startingBalance)
      : startingBalanceFrom(draft.startingBalance)
    if (!balance.ok) {
      stores?.close()
      return balance
    }
    const added = addsBot && takenIds.length === 0 ? [botOf(source, draft)] : []
    const session = composeAccount(prepared.value, { startingBalance: balance.value, bots: added })
    return this.#begin(session, { isBrief: false, ...(onOpened ? { onOpened } : {}) })
  }

  /** The account that runs, as it is, by its market's rules of today. Where it cannot be opened, the feed asks again. */
  #reopen(): void {
    const now = this.#parts.clock.now()
    const session = this.#session
    if (session === null || now - this.#reopenedAt < REOPEN_PAUSE_MS) return
    this.#reopenedAt = now
    this.#openAgain(session)
  }

  #openAgain(session: AccountSession): void {
    void this.#openedAnew(session).catch((error: unknown) => {
      // The old one runs on where it is still open, but hears no candle: nobody should take that for trading.
      if (this.#session === session) session.halt(problemOf(error).message, 'engine')
    })
  }

  /** The one that is open meanwhile, where that is another. */
  #openedAnew(session: AccountSession): Promise<Opened> {
    const onOpened = this.#onOpened
    return this.#afterOthers(async () => {
      const now = this.#session
      if (now !== null && now !== session) return success(now)
      if (now === null) return failure(CLOSED)
      const opened = await this.#open(session.source, this.draft(), {
        addsBot: false,
        ...(onOpened ? { onOpened } : {}),
      })
      if (!opened.ok && this.#session === session) session.couldNotReopen(opened.error)
      return opened
    })
  }

  #rotatedAccount(place: KeyPlace): RotatedAccount | undefined {
    const session = this.#session
    if (session === null || !this.#usesKey(session, place)) return undefined
    return rotatedAccount(session, () => this.#openedAnew(session))
  }

  async #prepare(source: MarketSource): Promise<Result<PreparedAccount, Problem>> {
    if (this.#isClosed) return failure(CLOSED)
    const { clock, observers, keys, exchangeUrl, measured = UNMEASURED } = this.#parts
    const alerts = this.alerts()
    const prepared = await prepareAccount({
      definition: defineAccount(source),
      paths: this.#paths,
      wallClock: clock,
      baseUrl: exchangeUrl ?? this.#settledUrl(source),
      keys,
      globalLimits: this.limits.globalLimits(),
      candlesPerSecond: this.#settings.load('speed', PROFILE_DOCUMENTS.speed),
      observers: {
        ...observers,
        alerts: alerts.ok ? alerts.value : undefined,
        finerPrices: () => this.#reopen(),
        keyTold: (report) => this.#keyTold(source, report),
      },
      measured,
      profile: this.#guard(),
      monitor: this.#parts.monitor ?? null,
      anchor: this.#parts.anchors?.ofAccount(defineAccount(source).id),
    })
    if (!prepared.ok || !this.#isClosed) return prepared
    prepared.value.stores?.close()
    return failure(CLOSED)
  }

  #audit(): AuditLog {
    const { anchors, clock } = this.#parts
    return new ChainedAuditLog(this.#settings.audit, clock, anchors?.ofProfile())
  }

  /** What holds for all accounts, beside the settings. */
  #guard(): ProfileGuard {
    return {
      audit: this.#audit(),
      loadGuard: () => this.#settings.load('guard', PROFILE_DOCUMENTS.guard) ?? NOTHING_GUARDED,
      saveGuard: (record) => this.#settings.save('guard', record),
    }
  }

  /** Keys that were given for this run are nobody's that is kept. */
  #keyPlace(source: MarketSource): KeyPlace | undefined {
    const { keys, keyStore } = this.#parts
    return source.kind === 'exchange' && keys === keyStore ? source : undefined
  }

  #usesKey({ source }: AccountSession, { mode, exchangeId }: KeyPlace): boolean {
    const place = this.#keyPlace(source)
    return place?.mode === mode && place.exchangeId === exchangeId
  }

  #keyTold(source: MarketSource, report: KeyReport): void {
    const place = this.#keyPlace(source)
    if (place !== undefined && !this.#isClosed) this.#keys.told(place, report)
  }

  #settledUrl(source: MarketSource): string | undefined {
    return 'exchangeId' in source ? this.settings().exchangeUrls[source.exchangeId] : undefined
  }

  /** The new account is complete before the old one is touched; when they cannot change places, the old one runs on. */
  async #replace(old: PreparedAccount, contents: AccountContents): Promise<Opened> {
    const { definition } = old.wishes
    old.stores?.close()
    const made = makeReplacement(old, contents)
    this.#closeSession()
    const unchanged = { ...contents, bots: [] }
    try {
      this.#paths.replaceAccount(definition.id, this.#parts.clock.now())
    } catch (error) {
      await this.#begin(composeAccount({ ...old, stores: undefined }, unchanged))
      throw error
    }
    this.#audit().append(resetEntry(definition.id, contents))
    await this.#parts.anchors?.ofAccount(definition.id).forget()
    if (this.#isClosed) return failure(CLOSED)
    return this.#begin(composeAccount(made, unchanged))
  }

  /** What is opened from the next start on, and what may trade with real money. */
  #choose(
    draft: WizardDraft,
    source: MarketSource,
    session: AccountSession,
    entry: Omit<AuditEntry, 'time'>,
  ): void {
    try {
      this.#audit().append(entry, () => {
        this.saveDraft(draft)
        this.#settings.save('source', source)
        const { accountId } = session
        this.#settings.save('armed', isLiveAccount(accountId) ? { accountId } : null)
      })
    } catch (error) {
      session.close()
      throw error
    }
  }

  /** Nothing is done that is not in the audit log. */
  #recordOrClose(session: AccountSession, entry: Omit<AuditEntry, 'time'>): void {
    try {
      this.record(entry)
    } catch (error) {
      session.close()
      throw error
    }
  }

  /** From here on this session is the one that runs. */
  async #begin(
    session: AccountSession,
    { isBrief, onOpened }: Pick<AccountWish, 'isBrief' | 'onOpened'> = { isBrief: false },
  ): Promise<Opened> {
    onOpened?.(session)
    this.#closeSession()
    this.#session = session
    this.#onOpened = onOpened
    try {
      this.#settings.save('account', { accountId: session.accountId, source: session.source })
      const place = this.#keyPlace(session.source)
      if (place !== undefined) this.#keys.used(place)
      this.#remindOfKeys()
      if (!isBrief) this.#rotator.watch()
      await (isBrief ? session.startWithoutMarket() : session.start())
    } catch (error) {
      if (this.#session === session) this.#closeSession()
      throw error
    }
    return success(session)
  }

  /** From when an account is open: a call that is over in a moment reminds nobody. */
  #remindOfKeys(): void {
    this.#keyReminder ??= new KeyReminder({
      clock: this.#parts.clock,
      list: () => this.#keys.list(),
      rotations: () => this.#rotations.list(),
      raise: (alert) => {
        const alerts = this.alerts()
        if (alerts.ok) alerts.value.raise(alert)
      },
    })
  }

  #closeSession(): void {
    this.#session?.close()
    this.#session = null
  }
}

function limitsOf({ wishes, stores }: PreparedAccount, wanted: BotLimits | undefined) {
  if (wanted === undefined) return success([])
  return botLimitsChanges(wanted, stores?.ledger(), wishes.definition.mode)
}

/** Those of one bot, for another. */
function limitsLike(
  like: string | null,
  botId: string,
  stores: PreparedAccount['stores'],
): BotLimits | undefined {
  const limits = new Map(stores?.ledger().loadLimits()).get(`bot:${like}`)
  if (like === null || limits === undefined) return undefined
  return { of: new Map([[botId, limitsViewOf(limits)]]), actor: 'window', isConfirmed: false }
}

function botOf(source: MarketSource, draft: WizardDraft): Bot {
  const { symbol, timeframe } = sourceMarket(source)
  return botFromSetup(draft.bot, symbol, timeframe)
}

function setupEntry(accountId: string, { name, strategyId, symbol, timeframe }: Bot) {
  return {
    actor: 'window',
    action: 'account set up',
    subject: `account ${accountId}`,
    detail: `bot "${name}" with ${strategyId} on ${symbol} ${timeframe}, running${isLiveAccount(accountId) ? ', with real money: armed' : ''}`,
  } as const
}

function botEntry(action: string, accountId: string, { id, name, strategyId }: Bot) {
  const detail = `${id} "${name}" with ${strategyId}`
  return { actor: 'window', action, subject: `account ${accountId}`, detail } as const
}

/** The log of the account that is put aside ends with it, so the profile's tells of that. */
function resetEntry(accountId: string, { startingBalance }: AccountContents) {
  return {
    actor: 'window',
    action: 'account reset',
    subject: accountId,
    detail: `started anew with ${formatAmount(startingBalance)}; what it was is kept beside it`,
  } as const
}

function accessWord(isViewOnly: boolean): string {
  return isViewOnly ? 'view only' : 'all changes'
}
