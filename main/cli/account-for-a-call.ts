import { AuditAnchors } from '../../app/audit/audit-anchors.ts'
import type { AccountRequest, ControlAnswer, ControlRequest } from '../../app/contract/control.ts'
import type { MarketSource } from '../../app/contract/setup.ts'
import { type Money, parseMoney } from '../../app/domain/amount.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { KeySource } from '../../app/ports/key-source.ts'
import { StoreError } from '../../app/ports/store-error.ts'
import { refusedByAccess } from '../control/access.ts'
import { askEngine } from '../control/ask-engine.ts'
import { carryOut } from '../control/carry-out.ts'
import { KeyRing } from '../vault/key-ring.ts'
import { profileKeys, takeEnvironmentKeys } from '../vault/profile-keys.ts'
import type { ProfileSecrets } from '../vault/profile-secrets.ts'
import { settledSecrets } from '../vault/settled-secrets.ts'
import { cliSecrets } from './cli-secrets.ts'

/** What a simulated account starts with when the command line is the first to open it. */
export const STARTING_BALANCE = startingBalance()

export interface Call {
  readonly directory: string
  readonly source: MarketSource
  readonly exchangeUrl: string | undefined
  readonly request: AccountRequest
}

/** How long an engine that has just been started may take until it can be talked to, or one that ends. */
const CHANGING_MS_MAX = 15_000
const LOOK_AGAIN_MS = 200

/** Asks the engine that runs the profile; where none does, one is started for the length of the call. */
export function callEngine(call: Call): Promise<ControlAnswer> {
  const secrets = cliSecrets(call.directory)
  const keys = profileKeys(new KeyRing(secrets), takeEnvironmentKeys())
  return askOrDo(call.directory, call.request, () => callOwnEngine(call, keys, secrets))
}

/** Asks whoever runs the profile, and does it here where nobody does; a profile may just be changing hands. */
export async function askOrDo(
  directory: string,
  request: ControlRequest,
  act: () => Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  const givenUpAt = systemClock.now() + CHANGING_MS_MAX
  for (;;) {
    const answer = await askEngine(directory, request)
    if (answer !== undefined) return answer
    try {
      return await act()
    } catch (error) {
      if (!isBusy(error) || systemClock.now() >= givenUpAt) throw error
    }
    await new Promise<void>((resume) => systemClock.schedule(LOOK_AGAIN_MS, resume))
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof StoreError && error.reason === 'busy'
}

async function callOwnEngine(
  { directory, source, exchangeUrl, request }: Call,
  keys: KeySource,
  secrets: ProfileSecrets,
): Promise<ControlAnswer> {
  // That one lags behind is told by `cryptobot audit verify`, not by every call.
  const anchors = new AuditAnchors(secrets, () => undefined)
  const workspace = new Workspace({
    directory,
    anchors,
    clock: systemClock,
    keys,
    ...(exchangeUrl === undefined ? {} : { exchangeUrl }),
    observers: { publish: () => undefined, listener: NO_LISTENER },
  })
  try {
    const refused = refusedByAccess(workspace, request)
    if (refused !== undefined) return refused
    const opened = await workspace.openAccount({
      source,
      startingBalance: STARTING_BALANCE,
      bots: [],
      isBrief: true,
    })
    return opened.ok ? await carryOut(opened.value, request) : { ok: false, problem: opened.error }
  } finally {
    await settledSecrets(anchors, secrets)
    workspace.close()
  }
}

function startingBalance(): Money {
  const balance = parseMoney('10000')
  if (!balance.ok) throw new Error(balance.error)
  return balance.value
}
