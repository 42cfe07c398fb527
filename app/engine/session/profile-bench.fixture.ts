import { cpSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { type EngineUpdate, engineSnapshot } from '../../contract/engine-view.ts'
import type { WizardDraft } from '../../contract/setup.ts'
import type { Problem, Result } from '../../domain/result.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { NO_KEYS } from '../../ports/key-source.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { type EngineListener, NO_LISTENER } from '../engine-listener.ts'
import type { AccountSession } from './account-session.ts'
import { FIRST_DRAFT } from './profile-documents.ts'
import { Workspace, type WorkspaceParts } from './workspace.ts'

const WALL_START = Date.UTC(2026, 0, 1)
/** One candle each time the clock moves by this much. */
const CANDLE_WALL_MS = 10
const ROUND_MS = 2_000
const ROUNDS_MAX = 100
const CANDLES_PER_SECOND = 1_000 / CANDLE_WALL_MS

/** What the wizard sends when somebody accepted what it proposed, with a bot that trades often. */
export const DONE_DRAFT: WizardDraft = {
  ...FIRST_DRAFT,
  step: 'summary',
  riskAccepted: true,
  bot: { ...FIRST_DRAFT.bot, parameters: { fast: 3, slow: 8 } },
}

/** A profile in a folder of its own, with time in the test's hand. */
export function profileBench(
  directory = temporaryFolder(),
  listener: EngineListener = NO_LISTENER,
  alertsOf?: (clock: ManualClock) => WorkspaceParts['openAlerts'],
) {
  const clock = new ManualClock(WALL_START)
  const openAlerts = alertsOf?.(clock)
  const updates: EngineUpdate[] = []
  const observers = { publish: (update: EngineUpdate) => updates.push(update), listener }
  const workspace = new Workspace({
    ...{ directory, clock, keys: NO_KEYS, observers },
    ...(openAlerts ? { openAlerts } : {}),
  })
  let isOpen = true
  const close = () => {
    if (isOpen) workspace.close()
    isOpen = false
  }
  onTestFinished(close)
  /** So many candles of the demo market. */
  const run = (candles: number) => {
    workspace.setSpeed(CANDLES_PER_SECOND)
    clock.advance(candles * CANDLE_WALL_MS)
  }
  return { directory, clock, updates, workspace, close, run }
}

export function sessionOf(opened: Result<AccountSession | null, Problem>): AccountSession {
  if (!opened.ok) throw new Error(`${opened.error.message} ${opened.error.action}`)
  if (opened.value === null) throw new Error('no account is in use')
  return opened.value
}

/** The session once its account was held against the exchange: trading may start. */
export async function reconciled(session: AccountSession): Promise<AccountSession> {
  await expect.poll(() => session.status().reconciliation.isReconciled, { interval: 1 }).toBe(true)
  return session
}

/** The session that is being opened, ready to trade. */
export async function readySession(
  opening: Promise<Result<AccountSession | null, Problem>>,
): Promise<AccountSession> {
  return reconciled(sessionOf(await opening))
}

/** Lets the time of reconciliation pass, and the answers of each round arrive, until it is so. */
export async function afterRounds(clock: ManualClock, isSo: () => boolean): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX && !isSo(); round += 1) {
    clock.advance(ROUND_MS)
    await answersHere()
  }
  expect(isSo()).toBe(true)
}

/** After everything that was answered without a wait. */
export function answersHere(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

export function problemIn(opened: Result<unknown, Problem>): Problem {
  if (opened.ok) throw new Error('there is no problem')
  return opened.error
}

/** The profile as a crash would leave it at this moment: what a process has not written is lost. */
export function crashCopy(directory: string): string {
  const copy = temporaryFolder()
  cpSync(directory, copy, {
    recursive: true,
    filter: (path) => basename(path) !== 'profile.lock' && !path.endsWith('-shm'),
  })
  return copy
}

/** What an account is, apart from what passes: which update was sent last, and the state of the feed. */
export function essence(session: AccountSession) {
  const snapshot = session.snapshot()
  expect(engineSnapshot.parse(snapshot)).toEqual(snapshot)
  const { account, status, candles, equity, orders, fills, decisions } = snapshot
  return {
    account,
    trading: status.trading,
    portfolio: status.portfolio,
    candles,
    equity,
    orders,
    fills,
    decisions,
  }
}
