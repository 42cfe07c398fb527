import { CHANNEL_SECRETS } from '../../app/alerts/send-message.ts'
import type { HealthView, PartHealth } from '../../app/contract/health-view.ts'
import { healthOf } from '../../app/engine/session/health.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { Metrics } from '../../app/monitoring/metrics.ts'
import { SystemProcessMonitor } from '../../app/monitoring/system-process-monitor.ts'
import { systemStopwatch } from '../../app/monitoring/system-stopwatch.ts'
import type { Measured } from '../../app/ports/measured.ts'
import type { ProfileSecrets } from '../vault/profile-secrets.ts'
import { VaultFile } from '../vault/vault-file.ts'
import { ownCommand } from '../watchdog/own-command.ts'
import { takeUnexpectedEnd, unexpectedEndText } from '../watchdog/unexpected-end.ts'
import { Watchdog, watchdogWords } from '../watchdog/watchdog.ts'
import { MetricsServer } from './metrics-server.ts'

export interface MonitorParts {
  readonly directory: string
  /** The profile that is open in this process. */
  readonly workspace: () => Workspace | null
  readonly secrets: ProfileSecrets
  /** Takes sentences for the log. */
  readonly warn: (text: string) => void
}

/** Watches over this process and the engine in it, from when the profile is known to be ours until it is stopped. */
export class HostMonitor {
  readonly measured: Measured
  readonly process = new SystemProcessMonitor()
  readonly #parts: MonitorParts
  readonly #metrics: Metrics
  #watchdog: Watchdog | undefined
  #lastRun: PartHealth | undefined
  #server: MetricsServer | undefined
  #port: number | null = null
  #serverFault: PartHealth | undefined
  #isStopped = false

  constructor(parts: MonitorParts) {
    this.#parts = parts
    this.#metrics = new Metrics({ stopwatch: systemStopwatch, warn: parts.warn })
    this.measured = this.#metrics.measured
  }

  /** To be called once the profile is this process's: how the last run ended is told once. */
  start(): void {
    const { directory, secrets, warn, workspace } = this.#parts
    const end = takeUnexpectedEnd(directory)
    if (end !== undefined) {
      const text = unexpectedEndText(end)
      this.#lastRun = { name: 'last run', state: 'attention', text }
      warn(text)
    }
    this.#watchdog = new Watchdog({
      command: ownCommand(process, watchdogWords(directory)),
      openOrders: () => workspace()?.session?.engine.tracker.openCount ?? 0,
      secrets: async () =>
        secrets instanceof VaultFile ? secrets.loadAll(CHANNEL_SECRETS) : undefined,
      warn,
    })
  }

  /** Lets a Prometheus server on this machine read what is measured; null for none. A port that is taken is said. */
  async serveMetrics(port: number | null): Promise<void> {
    if (port === this.#port) return
    this.#port = port
    this.#server?.close()
    this.#server = undefined
    this.#serverFault = undefined
    if (port === null) return
    try {
      const server = await MetricsServer.open(port, () => this.#metricsText())
      // Meanwhile it may have been wished away again.
      if (this.#isStopped || this.#port !== port) server.close()
      else this.#server = server
    } catch (error) {
      const text = notServed(port, error)
      this.#serverFault = { name: 'metrics', state: 'attention', text }
      this.#parts.warn(text)
    }
  }

  health(): HealthView {
    const workspace = this.#parts.workspace()
    const { process } = this
    const watchdog = this.#watchdog?.health()
    return healthOf({
      session: workspace?.session ?? null,
      databases: workspace?.databaseSizes() ?? [],
      process,
      now: systemClock.now(),
      operations: this.#metrics.operations(),
      others: [watchdog, this.#lastRun, this.#serverFault].filter((part) => part !== undefined),
      metricsAddress: this.#server?.address ?? null,
    })
  }

  stop(): void {
    this.#isStopped = true
    this.#watchdog?.close()
    this.#server?.close()
    this.process.stop()
  }

  /** What writes the text is loaded when it is read for the first time. */
  async #metricsText(): Promise<string> {
    const { metricsText } = await import('./metrics-text.ts')
    return metricsText({ health: this.health(), operations: this.#metrics.operations() })
  }
}

function notServed(port: number, error: unknown): string {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  const why = isTaken ? 'another program uses it' : String(error)
  return `Port ${port} cannot be used for metrics: ${why}. Choose another; trading goes on.`
}
