import { AuditAnchors } from '../../app/audit/audit-anchors.ts'
import type { AccountRequest, ControlAnswer, ControlRequest } from '../../app/contract/control.ts'
import type { MarketSource } from '../../app/contract/setup.ts'
import { type Money, parseMoney } from '../../app/domain/amount.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { defineAccount } from '../../app/engine/session/account-definition.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { KeySource } from '../../app/ports/key-source.ts'
import { StoreError } from '../../app/ports/store-error.ts'
import { refusedByAccess } from '../control/access.ts'
import { askEngine } from '../control/ask-engine.ts'
import { carryOut } from '../control/carry-out.ts'
import { PASSPHRASE_MISSING, refusedByLock } from '../control/refused-by-lock.ts'
import { documentsOf } from '../lock/documents-of.ts'
import { KeyRing } from '../vault/key-ring.ts'
import { profileKeys, takeEnvironmentKeys } from '../vault/profile-keys.ts'
import type { ProfileSecrets } from '../vault/profile-secrets.ts'
import { settledSecrets } from '../vault/settled-secrets.ts'
import { cliSecrets } from './cli-secrets.ts'
import { profileLock } from './profile-lock.ts'
import { typedPassphrase } from './typed-passphrase.ts'

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
  return askOrDo(call.directory, call.request, (passphrase) =>
    callOwnEngine({ ...call, passphrase }, keys, secrets),
  )
}

/** Asks whoever runs the profile, and does it here where nobody does; a profile may just be changing hands. */
export async function askOrDo(
  directory: string,
  request: ControlRequest,
  act: (passphrase: string | null) => Promise<ControlAnswer>,
): Promise<ControlAnswer> {
  const ask = typedPassphrase()
  const answer = await askOrDoWith(null, { directory, request, act })
  if (answer.ok || answer.problem.code !== PASSPHRASE_MISSING.code) return answer
  const passphrase = await ask()
  return passphrase === undefined ? answer : askOrDoWith(passphrase, { directory, request, act })
}

interface Asked {
  readonly directory: string
  readonly request: ControlRequest
  readonly act: (passphrase: string | null) => Promise<ControlAnswer>
}

async function askOrDoWith(
  passphrase: string | null,
  { directory, request, act }: Asked,
): Promise<ControlAnswer> {
  const givenUpAt = systemClock.now() + CHANGING_MS_MAX
  for (;;) {
    const answer = await askEngine(directory, request, passphrase)
    if (answer !== undefined) return answer
    try {
      return await act(passphrase)
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
  {
    directory,
    source,
    exchangeUrl,
    request,
    passphrase,
  }: Call & { readonly passphrase: string | null },
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
    const lock = profileLock(documentsOf(workspace), secrets)
    const asking = { lock, isLive: defineAccount(source).mode === 'live', passphrase }
    const refused = refusedByAccess(workspace, request) ?? (await refusedByLock(request, asking))
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
