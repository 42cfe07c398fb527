import type { ControlAnswer, ControlRequest } from '../../app/contract/control.ts'
import type { MarketSource } from '../../app/contract/setup.ts'
import { type Money, parseMoney } from '../../app/domain/amount.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { Workspace } from '../../app/engine/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { StoreError } from '../../app/ports/store-error.ts'
import { askEngine } from '../control/ask-engine.ts'
import { carryOut } from '../control/carry-out.ts'
import { environmentKeys } from './environment-keys.ts'

/** What a simulated account starts with when the command line is the first to open it. */
export const STARTING_BALANCE = startingBalance()

export interface Call {
  readonly directory: string
  readonly source: MarketSource
  readonly exchangeUrl: string | undefined
  readonly request: ControlRequest
}

/** Asks the engine that runs the profile; where none does, one is started for the length of the call. */
export async function callEngine(call: Call): Promise<ControlAnswer> {
  const answer = await askEngine(call.directory, call.request)
  if (answer !== undefined) return answer
  try {
    return await callOwnEngine(call)
  } catch (error) {
    // One was started in the meantime.
    if (!(error instanceof StoreError) || error.reason !== 'busy') throw error
    const late = await askEngine(call.directory, call.request)
    if (late === undefined) throw error
    return late
  }
}

async function callOwnEngine({
  directory,
  source,
  exchangeUrl,
  request,
}: Call): Promise<ControlAnswer> {
  const workspace = new Workspace({
    directory,
    clock: systemClock,
    keys: environmentKeys(),
    ...(exchangeUrl === undefined ? {} : { exchangeUrl }),
    observers: { publish: () => undefined, listener: NO_LISTENER },
  })
  try {
    const opened = await workspace.openAccount({
      source,
      startingBalance: STARTING_BALANCE,
      bots: [],
      isBrief: true,
    })
    return opened.ok ? await carryOut(opened.value, request) : { ok: false, problem: opened.error }
  } finally {
    workspace.close()
  }
}

function startingBalance(): Money {
  const balance = parseMoney('10000')
  if (!balance.ok) throw new Error(balance.error)
  return balance.value
}
