import { DEFAULT_SETTINGS, type Settings } from '../contract/settings.ts'
import type { MarketSource, WizardDraft } from '../contract/setup.ts'
import { type Money, parseMoney } from '../domain/amount.ts'
import { failure, type Problem, type Result, success } from '../domain/result.ts'
import type { Clock } from '../ports/clock.ts'
import { lockProfile } from '../storage/profile-lock.ts'
import { ProfilePaths } from '../storage/profile-paths.ts'
import { SettingsStore } from '../storage/settings-store.ts'
import { findStrategy } from '../strategy/strategy-catalog.ts'
import { botFromSetup, defineAccount } from './account-definition.ts'
import type { AccountSession } from './account-session.ts'
import { openAccount } from './open-account.ts'
import { DEMO_SOURCE, FIRST_DRAFT, PROFILE_DOCUMENTS } from './profile-documents.ts'
import type { SessionObservers } from './session-parts.ts'
import { sourceMarket } from './source-market.ts'

export interface WorkspaceParts {
  readonly directory: string
  readonly clock: Clock
  readonly observers: SessionObservers
}

/** A profile in use: settings, the wizard's draft, and the account that is open. */
export class Workspace {
  readonly #parts: WorkspaceParts
  readonly #paths: ProfilePaths
  readonly #settings: SettingsStore
  readonly #unlock: () => void
  #session: AccountSession | null = null

  /** Throws a `StoreError` when the profile is in use elsewhere, damaged, newer, or cannot be written. */
  constructor(parts: WorkspaceParts) {
    this.#parts = parts
    this.#paths = new ProfilePaths(parts.directory)
    this.#unlock = lockProfile(parts.directory)
    try {
      this.#settings = new SettingsStore(this.#paths.settings)
    } catch (error) {
      this.#unlock()
      throw error
    }
  }

  get session(): AccountSession | null {
    return this.#session
  }

  get importsDirectory(): string {
    return this.#paths.imports
  }

  settings(): Settings {
    return this.#settings.load('settings', PROFILE_DOCUMENTS.settings) ?? DEFAULT_SETTINGS
  }

  saveSettings(settings: Settings): void {
    this.#settings.save('settings', settings)
  }

  draft(): WizardDraft {
    return this.#settings.load('draft', PROFILE_DOCUMENTS.draft) ?? FIRST_DRAFT
  }

  saveDraft(draft: WizardDraft): void {
    this.#settings.save('draft', draft)
  }

  /** Null until the wizard was finished once. */
  source(): MarketSource | null {
    return this.#settings.load('source', PROFILE_DOCUMENTS.source) ?? null
  }

  /** Opens the account that was in use last, if there is one. */
  async openLast(): Promise<Result<AccountSession | null, Problem>> {
    const source = this.source()
    return source === null ? success(null) : this.#open(source, null)
  }

  /** Opens the draft's account with the draft's bot running; the account before is closed. */
  async finishSetup(draft: WizardDraft): Promise<Result<AccountSession, Problem>> {
    const { source } = draft
    if (source === null) return failure(NO_MARKET)
    if (!draft.riskAccepted) return failure(RISK_NOT_ACCEPTED)
    const strategy = findStrategy(draft.bot.strategyId)
    const checked = strategy?.parameters.safeParse(draft.bot.parameters)
    if (!checked?.success) return failure(badParameters(checked?.error.issues[0]?.message))
    this.saveDraft(draft)
    const opened = await this.#open(source, draft)
    if (opened.ok) this.#settings.save('source', source)
    return opened
  }

  /** Opens the demo account without touching what the wizard chose; a bot of its own trades there, or the one it has. */
  async openDemo(): Promise<Result<AccountSession, Problem>> {
    const source = DEMO_SOURCE
    const exists = this.#paths.hasAccount(defineAccount(source).id)
    return this.#open(source, exists ? null : FIRST_DRAFT)
  }

  setSpeed(candlesPerSecond: number): Result<null, Problem> {
    if (!this.#session?.setSpeed(candlesPerSecond)) return failure(NO_PACE)
    this.#settings.save('speed', candlesPerSecond)
    return success(null)
  }

  /** Puts the account's files aside under a name with the date, and opens it anew with this balance. */
  async resetAccount(startingBalance: string): Promise<Result<AccountSession, Problem>> {
    const source = this.source()
    if (source === null) return failure(NO_MARKET)
    const balance = positive(startingBalance)
    if (!balance.ok) return balance
    const draft = { ...this.draft(), startingBalance }
    this.#closeSession()
    this.#paths.archiveAccount(defineAccount(source).id, this.#parts.clock.now())
    this.saveDraft(draft)
    return this.#open(source, draft)
  }

  close(): void {
    this.#closeSession()
    this.#settings.close()
    this.#unlock()
  }

  async #open(
    source: MarketSource,
    draft: WizardDraft | null,
  ): Promise<Result<AccountSession, Problem>> {
    const { clock, observers } = this.#parts
    const balance = positive((draft ?? this.draft()).startingBalance)
    if (!balance.ok) return balance
    this.#closeSession()
    const opened = await openAccount({
      definition: defineAccount(source),
      paths: this.#paths,
      wallClock: clock,
      baseUrl:
        source.kind === 'live-data' ? this.settings().exchangeUrls[source.exchangeId] : undefined,
      candlesPerSecond: this.#settings.load('speed', PROFILE_DOCUMENTS.speed),
      startingBalance: balance.value,
      bot: draft && botOf(source, draft),
      observers,
    })
    if (!opened.ok) return opened
    this.#session = opened.value
    await opened.value.start()
    return opened
  }

  #closeSession(): void {
    this.#session?.close()
    this.#session = null
  }
}

function botOf(source: MarketSource, draft: WizardDraft) {
  const { symbol, timeframe } = sourceMarket(source)
  return botFromSetup(draft.bot, symbol, timeframe)
}

function positive(text: string): Result<Money, Problem> {
  const parsed = parseMoney(text)
  if (!parsed.ok) return failure(badBalance(parsed.error))
  if (parsed.value <= 0) return failure(badBalance('it must be above zero'))
  return parsed
}

const NO_MARKET: Problem = {
  code: 'no-market',
  message: 'No market has been chosen.',
  action: 'Choose a market in the wizard.',
}

const RISK_NOT_ACCEPTED: Problem = {
  code: 'risk-not-accepted',
  message: 'The risk notice has not been accepted.',
  action: 'Read and accept it on the first page of the wizard.',
}

const NO_PACE: Problem = {
  code: 'no-pace',
  message: 'This market runs in real time.',
  action: 'Only the demo market and replays can be sped up.',
}

function badParameters(reason: string | undefined): Problem {
  return {
    code: 'bad-parameters',
    message: `The strategy cannot run with these parameters: ${reason ?? 'it is not known'}.`,
    action: 'Correct them on the bot page of the wizard.',
  }
}

function badBalance(reason: string): Problem {
  return {
    code: 'bad-balance',
    message: `The starting balance cannot be used: ${reason}.`,
    action: 'Enter an amount such as 10000.',
  }
}
