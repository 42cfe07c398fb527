import { silences } from '../app/alerts/silences.ts'
import { updateAlert } from '../app/alerts/update-alert.ts'
import { AuditAnchors } from '../app/audit/audit-anchors.ts'
import { alertRules } from '../app/contract/alert-settings.ts'
import type { KeyEntryView } from '../app/contract/key-entry.ts'
import type { TypedKeys } from '../app/contract/keys.ts'
import type { Answer, HaltShortcut, RequestName, RequestOutput } from '../app/contract/requests.ts'
import type { Settings } from '../app/contract/settings.ts'
import type { Mode } from '../app/domain/mode.ts'
import { failure, type Problem, type Result, success } from '../app/domain/result.ts'
import { openAlerts } from '../app/engine/alerts/open-alerts.ts'
import type { KillSwitchWish } from '../app/engine/session/account-session.ts'
import type { Workspace, WorkspaceParts } from '../app/engine/session/workspace.ts'
import { systemClock } from '../app/exchanges/system-clock.ts'
import { systemStopwatch } from '../app/monitoring/system-stopwatch.ts'
import type { DesktopNotifier } from '../app/ports/desktop-notifier.ts'
import type { ControlServer } from './control/control-server.ts'
import { DataThread } from './data/data-thread.ts'
import { answerRequest } from './ipc/answer-request.ts'
import { RequestGate } from './ipc/request-gate.ts'

import { NO_ACCOUNT, type OpenedProfile, requestHandlers } from './ipc/request-handlers.ts'
import type { Updates } from './ipc/update-handlers.ts'
import type { WatchParts } from './ipc/watch-handlers.ts'
import { AppLock } from './lock/app-lock.ts'
import { documentsOf } from './lock/documents-of.ts'
import { EventPrinter } from './logging/event-printer.ts'
import { eventWords } from './logging/event-words.ts'
import { LogDesk } from './logging/log-desk.ts'
import { ProcessLog } from './logging/process-log.ts'
import { MarketThread } from './markets/market-thread.ts'
import { HostMonitor } from './monitoring/host-monitor.ts'
import { Profile } from './profile.ts'
import { ResearchThread } from './research/research-thread.ts'
import { StrategyLibrary } from './sandbox/strategy-library.ts'
import { KeyRing } from './vault/key-ring.ts'
import { type EnvironmentKeys, profileKeys } from './vault/profile-keys.ts'
import { type ProfileSecrets, profileSecrets } from './vault/profile-secrets.ts'
import { settledSecrets } from './vault/settled-secrets.ts'
import { VaultFile } from './vault/vault-file.ts'
import { ownCommand } from './watchdog/own-command.ts'

/** What the engine needs from the process around it. */
export interface HostParts {
  readonly directory: string
  readonly version: string
  readonly haltShortcut: HaltShortcut
  readonly keys: EnvironmentKeys
  readonly publish: WorkspaceParts['observers']['publish']
  readonly desktop: DesktopNotifier
  /** The script of the thread that does research. */
  readonly researchScript: string
  /** Of the thread that looks after candles. */
  readonly dataScript: string
  /** Of the thread that looks at markets. */
  readonly marketScript: string
  readonly chooseCandleFile: () => Promise<string | null>
  readonly chooseHistoryFile: () => Promise<string | null>
  readonly chooseSavePath: (fileName: string) => Promise<string | null>
  readonly takePicture: WatchParts['takePicture']
  readonly chooseFolder: () => Promise<string | null>
  readonly copy: (text: string) => void
  /** Shows the guide; what it says about a problem, when there is a code. */
  readonly openHelp: (code: string | null) => void
  readonly openKeyWindow: (wish: {
    readonly view: KeyEntryView
    readonly save: (typed: TypedKeys) => Promise<Answer<null>>
  }) => void
  readonly applySettings: (settings: Settings) => void
  readonly updates: Updates
  /** The window has to be emptied. */
  readonly locked: () => void
}

/** The engine with its profile and its log, behind one door. Loaded after the window, since it is the larger part. */
export class EngineHost {
  readonly logs: ProcessLog
  readonly #profile: Profile
  readonly #secrets: ProfileSecrets
  readonly #anchors: AuditAnchors
  readonly #monitor: HostMonitor
  readonly #strategies: StrategyLibrary
  readonly #research: ResearchThread
  readonly #markets: MarketThread
  readonly #data: DataThread
  readonly #lock: AppLock | undefined
  readonly #logDesk: LogDesk | undefined
  #unseal: () => void = () => undefined
  readonly #unsealed = new Promise<void>((resolve) => {
    this.#unseal = resolve
  })
  #control: ControlServer | undefined
  #isClosed = false
  readonly #answer: <Name extends RequestName>(
    name: Name,
    input: unknown,
  ) => Promise<Answer<RequestOutput<Name>>>

  constructor(parts: HostParts) {
    const { directory, keys, publish, desktop } = parts
    const logs = new ProcessLog(directory)
    const log = logs.of('app')
    const report = (error: unknown) => logs.of('alerts').error('alerts do not work', error)
    const listener = new EventPrinter(
      (line) => logs.write('engine', eventWords(line)),
      () => this.#profile.session,
    )
    const warn = (text: string) => log.warn(text)
    const secrets = profileSecrets(directory)
    const keyStore = new KeyRing(secrets)
    const anchors = new AuditAnchors(secrets, (message) => log.error(message))
    this.#secrets = secrets
    this.#anchors = anchors
    this.#monitor = new HostMonitor({
      ...{ directory, secrets, warn },
      workspace: () => this.#profile.workspace,
    })
    this.#strategies = new StrategyLibrary({
      ...{ directory, warn },
      command: ownCommand(process, ['sandbox']),
    })
    const profile = new Profile({
      directory,
      observers: { publish, listener },
      prepare: () =>
        this.#strategies.open((id, fault) => this.#profile.session?.strategyChanged(id, fault)),
      keys: profileKeys(keyStore, keys),
      keyStore,
      anchors,
      measured: this.#monitor.measured,
      monitor: this.#monitor.process,
      openAlerts: (audit) =>
        openAlerts({ directory, secrets, audit, desktop, clock: systemClock, report }),
    })
    this.#research = new ResearchThread({
      ...{ directory, script: parts.researchScript },
      report: (error) => logs.of('research').error('the research thread failed', error),
    })
    this.#markets = new MarketThread({
      ...{ directory, script: parts.marketScript },
      report: (error) => log.error('the thread that looks at markets failed', error),
    })
    this.#data = new DataThread({
      ...{ directory, script: parts.dataScript },
      report: (error) => log.error('the thread that looks after candles failed', error),
    })
    const handlers = requestHandlers({
      research: this.#research,
      data: this.#data,
      markets: this.#markets,
      version: parts.version,
      haltShortcut: parts.haltShortcut,
      openProfile: () => this.#openProfile(),
      lock: () => this.#lock,
      logDesk: () => this.#logDesk,
      chooseCandleFile: parts.chooseCandleFile,
      chooseHistoryFile: parts.chooseHistoryFile,
      directory,
      chooseSavePath: parts.chooseSavePath,
      copy: parts.copy,
      takePicture: parts.takePicture,
      openHelp: parts.openHelp,
      openKeyWindow: ({ save, ...place }) => {
        // Locked while the exchange was looked up.
        if (this.isLocked) return
        parts.openKeyWindow({ view: { ...place, theme: profile.settings().theme }, save })
      },
      applySettings: (settings) => {
        parts.applySettings(settings)
        void this.#monitor.serveMetrics(settings.metricsPort)
      },
      health: () => this.#monitor.health(),
      updates: parts.updates,
      loadCatalog: async () => this.#markets,
    })
    this.logs = logs
    this.#profile = profile
    const gate = new RequestGate({
      stopwatch: systemStopwatch,
      isViewOnly: () => profile.workspace?.isViewOnly() ?? false,
      isLocked: () => this.isLocked,
      silences: (input) => {
        const wish = alertRules.safeParse(input)
        const alerts = profile.workspace?.alerts()
        // What is no set of rules is refused later on, and where there are no alerts nothing can be silenced.
        return (
          wish.success &&
          alerts?.ok === true &&
          silences(alerts.value.settings().rules, wish.data.rules)
        )
      },
      takeConfirmation: (name) => this.#lock?.takeConfirmation(name) ?? true,
      warn,
    })
    this.#answer = (name, input) =>
      answerRequest(name, input, { handlers, gate, log: logs.of('window') })
    parts.applySettings(profile.settings())
    if (profile.isOurs) this.#monitor.start()
    if (profile.isOurs && secrets instanceof VaultFile) secrets.renewKey()
    this.#lock = this.#lockOf(profile.workspace, secrets, parts.locked)
    this.#logDesk = this.#logDeskOf(profile.workspace, parts)
    void this.#whenUnsealed()
      .then(() => profile.open())
      .then(() => {
        // It begins locked, and the bots with it.
        if (this.isLocked && this.#lock?.view().pausesBots) this.#pauseBots()
        return this.#opened(parts.directory)
      })
  }

  /** While it is, the window shows nothing. */
  get isLocked(): boolean {
    return this.#lock?.isLocked ?? false
  }

  lock(): void {
    this.#lock?.lock()
  }

  /** Nobody has touched the machine for so long. */
  idleFor(seconds: number): void {
    this.#lock?.idleFor(seconds)
  }

  #logDeskOf(workspace: Workspace | null, parts: HostParts): LogDesk | undefined {
    if (workspace === null) return undefined
    return new LogDesk({
      ...parts,
      logs: this.logs,
      store: documentsOf(workspace),
      sections: () => ({
        settings: this.#profile.settings(),
        account: this.#profile.session?.status() ?? null,
        health: this.#monitor.health(),
      }),
    })
  }

  #lockOf(
    workspace: Workspace | null,
    secrets: ProfileSecrets,
    locked: () => void,
  ): AppLock | undefined {
    if (workspace === null) return undefined
    return new AppLock({
      store: documentsOf(workspace),
      vault: secrets instanceof VaultFile ? secrets : undefined,
      now: () => systemClock.now(),
      unlocked: () => this.#unseal(),
      locked: (pausesBots) => {
        locked()
        this.#control?.revoke()
        if (pausesBots) this.#pauseBots()
      },
    })
  }

  /** What they hold may be sold; they go on when somebody says so. What is stricter already stays. */
  #pauseBots(): void {
    const { session } = this.#profile
    if (session?.status().states.account !== 'active') return
    session.setTradingState({
      ...{ scope: 'account', state: 'reducing', actor: 'window' },
      reason: 'The window was locked.',
    })
  }

  /** Keys in a vault cannot be used before it is open, so nothing is. */
  #whenUnsealed(): Promise<void> {
    return this.#lock?.isSealed === true ? this.#unsealed : Promise.resolve()
  }

  async #openProfile(): Promise<OpenedProfile> {
    return this.#lock?.isSealed === true
      ? { workspace: null, failure: SEALED }
      : this.#profile.open()
  }

  answer<Name extends RequestName>(
    name: Name,
    input: unknown,
  ): Promise<Answer<RequestOutput<Name>>> {
    return this.#answer(name, input)
  }

  /** Of the account that is open. */
  get mode(): Mode | null {
    return this.#profile.session?.mode ?? null
  }

  /** Orders of the open account of which it is not known what became of them. */
  unresolvedOrders(): number {
    const orders = [...(this.#profile.session?.engine.tracker.openOrders() ?? [])]
    return orders.filter(({ state }) => state === 'submitting' || state === 'unresolved').length
  }

  /** Asked for by what needs no window; once the profile is open. */
  async useKillSwitch(wish: KillSwitchWish): Promise<Result<null, Problem>> {
    const { failure: problem } = await this.#openProfile()
    const { session } = this.#profile
    if (session === null) return failure(problem ?? NO_ACCOUNT)
    session.useKillSwitch(wish)
    return success(null)
  }

  updateChannel(): Settings['updateChannel'] {
    return this.#profile.settings().updateChannel
  }

  /** Tells those who want to know of updates; where alerts do not work, the settings still show it. */
  updateReady(version: string): void {
    const alerts = this.#profile.workspace?.alerts()
    if (alerts?.ok) alerts.value.raise(updateAlert(version, Date.now()))
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#monitor.stop()
    this.#strategies.close()
    this.#control?.close()
    void this.#research.end()
    void this.#markets.end()
    void this.#data.end()
    this.#profile.close()
  }

  /** Whether the keychain has answered all it was asked: an answer that finds no process any more ends that badly. */
  get isSettled(): boolean {
    return this.#secrets.isIdle
  }

  settled(): Promise<void> {
    return settledSecrets(this.#anchors, this.#secrets)
  }

  async #opened(directory: string): Promise<void> {
    const { workspace } = this.#profile
    if (workspace === null) return
    await this.#openControl(directory, workspace)
    await this.#monitor.serveMetrics(this.#profile.settings().metricsPort)
  }

  /** Loaded last: nobody asks before there is an account. That it cannot listen is no reason not to trade. */
  async #openControl(directory: string, workspace: Workspace): Promise<void> {
    try {
      const { openControl } = await import('./control/open-control.ts')
      if (this.#isClosed) return
      this.#control = openControl(directory, {
        access: workspace,
        lock: () => this.#lock,
        session: () => this.#profile.session,
        health: () => this.#monitor.health(),
        alerts: () => workspace.alerts(),
      })
      await this.#control.opened
    } catch (error) {
      this.logs.of('app').error('the command line cannot talk to this Cryptobot', error)
    }
  }
}

/** Named documents of the profile, as those keep them who know what is in them. */
const SEALED: Problem = {
  code: 'locked',
  message:
    'The vault is locked, so that nothing runs and there is nothing to halt: no bot trades, and no order is sent. What rests at an exchange stays there.',
  action: 'Unlock it with its passphrase, or cancel at the exchange.',
}
