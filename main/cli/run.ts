import { parseArgs } from 'node:util'
import { AuditAnchors } from '../../app/audit/audit-anchors.ts'
import { ARMING_WORDS } from '../../app/contract/arming.ts'
import type { EngineUpdate } from '../../app/contract/engine-view.ts'
import type { EventLine } from '../../app/contract/event-lines.ts'
import type { MarketSource } from '../../app/contract/setup.ts'
import { formatAmount } from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import { success } from '../../app/domain/result.ts'
import { openAlerts } from '../../app/engine/alerts/open-alerts.ts'
import type { BotLimits } from '../../app/engine/guard/bot-limits.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { openControl } from '../control/open-control.ts'
import { documentsOf } from '../lock/documents-of.ts'
import { EventPrinter } from '../logging/event-printer.ts'
import { HostMonitor } from '../monitoring/host-monitor.ts'
import { StrategyLibrary } from '../sandbox/strategy-library.ts'
import { KeyRing } from '../vault/key-ring.ts'
import { profileKeys, takeEnvironmentKeys } from '../vault/profile-keys.ts'
import type { ProfileSecrets } from '../vault/profile-secrets.ts'
import { settledSecrets } from '../vault/settled-secrets.ts'
import { VaultFile } from '../vault/vault-file.ts'
import { ownCommand } from '../watchdog/own-command.ts'
import { STARTING_BALANCE } from './account-for-a-call.ts'
import {
  ACCOUNT_OPTIONS,
  type AccountChoice,
  modeOf,
  profileOf,
  sourceOf,
} from './account-options.ts'
import { type BotFile, readBotFile } from './bot-file.ts'
import { cliSecrets } from './cli-secrets.ts'
import { lastSource } from './last-source.ts'
import { print, printProblem } from './print.ts'
import { askedPassphrase, profileLock } from './profile-lock.ts'
import { EXIT, Misuse } from './usage.ts'

const PORT_MAX = 65_535

interface RunWish {
  readonly choice: AccountChoice
  readonly strategies: StrategyLibrary
  readonly files: readonly BotFile[]
  readonly loosensLimits: boolean
  readonly candlesPerSecond: number | undefined
  readonly metricsPort: number | undefined
}

/** `cryptobot run --headless`: the engine without a window, until it is told to end. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...ACCOUNT_OPTIONS,
      headless: { type: 'boolean' },
      bot: { type: 'string', multiple: true, default: [] },
      speed: { type: 'string' },
      'metrics-port': { type: 'string' },
      'arm-live': { type: 'string' },
      'loosen-limits': { type: 'boolean', default: false },
    },
  })
  if (!values.headless) throw new Misuse('Add --headless; `npm start` opens the window.')
  if (modeOf(values) === 'live' && values['arm-live'] !== ARMING_WORDS) {
    throw new Misuse(`Live trading uses real money. To arm it, add --arm-live "${ARMING_WORDS}".`)
  }
  const directory = profileOf(values)
  const strategies = new StrategyLibrary({
    ...{ directory, warn: warnOf },
    command: ownCommand(process, ['sandbox']),
  })
  // A bot may have one of the user's own.
  await strategies.refresh()
  return runUntilTold({
    choice: values,
    strategies,
    files: values.bot.map(readBotFile),
    loosensLimits: values['loosen-limits'],
    candlesPerSecond: speedFrom(values.speed),
    metricsPort: portFrom(values['metrics-port']),
  })
}

function speedFrom(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  const speed = Number(typed)
  if (speed >= 0.1 && speed <= 1_000) return speed
  throw new Misuse('--speed is a number of candles per second from 0.1 to 1000.')
}

function portFrom(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  const port = Number(typed)
  if (Number.isInteger(port) && port >= 1 && port <= PORT_MAX) return port
  throw new Misuse(`--metrics-port is a whole number from 1 to ${PORT_MAX}.`)
}

/** Now, and not when something has happened that people are to be told of. */
async function openVault(secrets: ProfileSecrets): Promise<void> {
  if (!(secrets instanceof VaultFile)) return
  secrets.renewKey()
  const opened = await secrets.open()
  if (!opened.ok) warnOf(opened.error)
}

async function runUntilTold(wish: RunWish): Promise<number> {
  const { choice, strategies, candlesPerSecond, metricsPort } = wish
  const bots = wish.files.map(({ bot }) => bot)
  const ended = endSignal()
  const directory = profileOf(choice)
  const source = sourceFor(choice, bots)
  let told: AccountSession | null = null
  const printer = new EventPrinter(print, () => told)
  const exchangeUrl = choice['exchange-url']
  const keys = takeEnvironmentKeys()
  const secrets = cliSecrets(directory)
  const monitor = new HostMonitor({
    ...{ directory, secrets, warn: warnOf },
    workspace: () => workspace,
  })
  const keyStore = new KeyRing(secrets)
  const anchors = new AuditAnchors(secrets, warnOf)
  const workspace: Workspace = new Workspace({
    directory,
    clock: systemClock,
    keys: profileKeys(keyStore, keys),
    keyStore,
    anchors,
    measured: monitor.measured,
    monitor: monitor.process,
    ...(exchangeUrl === undefined ? {} : { exchangeUrl }),
    observers: { publish: warnOfTrouble(), listener: printer },
    openAlerts: (audit) =>
      openAlerts({
        directory,
        secrets,
        audit,
        desktop: null,
        clock: systemClock,
        report: (error) => process.stderr.write(`alerts do not work: ${String(error)}\n`),
      }),
  })
  const lock = profileLock(documentsOf(workspace), secrets)
  await openVault(secrets)
  monitor.start()
  try {
    const asked = modeOf(choice) === 'live' ? await askedPassphrase(lock) : success(null)
    if (!asked.ok) {
      printProblem(asked.error)
      return EXIT.refused
    }
    void monitor.serveMetrics(metricsPort ?? workspace.settings().metricsPort)
    if (candlesPerSecond !== undefined) workspace.saveSpeed(candlesPerSecond)
    const startingBalance = STARTING_BALANCE
    const onOpened = (session: AccountSession) => {
      told = session
      print(startedLine(session, directory))
    }
    await strategies.open((id, fault) => workspace.session?.strategyChanged(id, fault))
    const opening =
      source.kind === 'demo' && bots.length === 0
        ? workspace.openDemo(onOpened)
        : workspace.openAccount({
            source,
            startingBalance,
            bots,
            botLimits: limitsIn(wish),
            isBrief: false,
            onOpened,
          })
    const opened = await Promise.race([opening, ended])
    if (opened === undefined) return EXIT.done
    if (!opened.ok) {
      printProblem(opened.error)
      return EXIT.failed
    }
    const session = () => workspace.session ?? opened.value
    const control = openControl(directory, {
      ...{ access: workspace, lock: () => lock, session },
      health: () => monitor.health(),
      alerts: () => workspace.alerts(),
    })
    control.opened.catch((error) => process.stderr.write(`no control socket: ${String(error)}\n`))
    await ended
    control.close()
    print(endedLine(session()))
    return session().engine.stalled ? EXIT.failed : EXIT.done
  } finally {
    monitor.stop()
    strategies.close()
    workspace.close()
    await settledSecrets(anchors, secrets)
  }
}

/** Of the bots whose files set some. */
function limitsIn({ files, loosensLimits }: RunWish): BotLimits {
  const set = files.flatMap(({ bot, limits }) =>
    limits === null ? [] : [[bot.id, limits] as const],
  )
  return { of: new Map(set), actor: 'command-line', isConfirmed: loosensLimits }
}

/** Without a bot, the account that was open last runs on, with those it has. */
function sourceFor(choice: AccountChoice, bots: readonly Bot[]): MarketSource {
  const isLast = bots.length === 0 && modeOf(choice) !== 'demo'
  return isLast ? lastSource(profileOf(choice), choice) : sourceOf(choice, seriesOf(bots))
}

/** All bots of one run decide on the same candles. */
function seriesOf(bots: readonly Bot[]) {
  const [first] = bots
  const other = bots.find(
    ({ symbol, timeframe }) => symbol !== first?.symbol || timeframe !== first.timeframe,
  )
  if (other) throw new Misuse('All bots of one run must have the same symbol and timeframe.')
  return first
}

function startedLine(session: AccountSession, profile: string): EventLine {
  const { account, status } = session.snapshot()
  return {
    event: 'started',
    time: systemClock.now(),
    mode: account.mode,
    account: account.id,
    symbol: account.symbol,
    timeframe: account.timeframe,
    equity: status.portfolio.equity,
    currency: account.quote,
    profile,
  }
}

function endedLine(session: AccountSession): EventLine {
  const { market } = session.series
  return {
    event: 'ended',
    time: systemClock.now(),
    equity: formatAmount(session.engine.equity()),
    currency: market.quote,
  }
}

function warnOf(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** What halts trading is said for people as well; the account stays within reach, to be resumed or looked at. */
function warnOfTrouble() {
  let warned = ''
  return ({ status: { feed } }: Pick<EngineUpdate, 'status'>): void => {
    const trouble = feed.state === 'failed' ? feed.message : ''
    if (trouble !== '' && trouble !== warned)
      process.stderr.write(`Trading is halted: ${trouble}\n`)
    warned = trouble
  }
}

function endSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => done())
    // Whoever read the events is gone.
    process.stdout.once('error', () => done())
  })
}
