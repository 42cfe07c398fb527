import type { AccountRequest, ControlAnswer, ControlOutcome } from '../../app/contract/control.ts'
import type { Drift } from '../../app/domain/drift.ts'
import type { Order } from '../../app/domain/order.ts'
import type { Problem } from '../../app/domain/result.ts'
import { decisionsOn } from '../../app/engine/orders/decide-drift.ts'
import { defineAccount } from '../../app/engine/session/account-definition.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import { driftRecord, orderRecord } from '../../app/engine/view/account-records.ts'
import { killSwitchView, tripView } from '../../app/engine/view/breaker-view.ts'
import { equityWorthView } from '../../app/engine/view/portfolio-view.ts'

type PlaceControl = Extract<AccountRequest, { kind: 'place' }>

/** What an exchange that hangs may take, and then the proof that an order is not there. */
const OUTCOME_MS_MAX = 60_000
const PRICED_MS_MAX = 5_000
const RECONCILED_MS_MAX = 60_000
const CANCELLED_MS_MAX = 20_000
/** Orders are taken back, then what is held is sold, and the exchange confirms both. */
const WOUND_DOWN_MS_MAX = 60_000
const ACTOR = 'command-line'

/** Does what was asked with an open account, and says how it ended. */
export async function carryOut(
  session: AccountSession,
  request: AccountRequest,
): Promise<ControlAnswer> {
  switch (request.kind) {
    case 'place':
      return place(session, request)
    case 'cancel':
      session.cancel(request.clientOrderId, ACTOR)
      await session.gone(request.clientOrderId, CANCELLED_MS_MAX)
      return done(session)
    case 'cancel-all':
      session.cancelAll(ACTOR)
      await session.quiet(CANCELLED_MS_MAX)
      return done(session)
    case 'halt':
      return halt(session, request)
    case 'resume':
      return resume(session, request)
    case 'breakers':
      return success({ kind: 'breakers', breakers: session.breakerViews() })
    case 'equity':
      return equity(session, request)
    case 'reset-breaker':
      return reset(session, request)
    case 'decide':
      return decide(session, request)
  }
}

/** A price that is still to be asked for is waited for, for a moment. */
async function equity(
  session: AccountSession,
  { currency }: Extract<AccountRequest, { kind: 'equity' }>,
): Promise<ControlAnswer> {
  await session.reconciled(RECONCILED_MS_MAX)
  if (currency !== null) session.setEquityCurrency(currency)
  await session.priced(PRICED_MS_MAX)
  return success({ kind: 'equity', worth: equityWorthView(session.engine.rates.worth()) })
}

/** What was decided before stays so. */
async function decide(
  session: AccountSession,
  { driftId, decision }: Extract<AccountRequest, { kind: 'decide' }>,
): Promise<ControlAnswer> {
  await session.reconciled(RECONCILED_MS_MAX)
  const { drifts } = session.engine.desk
  const before = drifts.find(driftId)
  if (before?.state !== 'open' || !decisionsOn(before).includes(decision)) {
    return { ok: false, problem: undecidable(driftId, before) }
  }
  const decided = await session.decideDrift({ driftId, decision, actor: ACTOR })
  if (!decided.ok) return { ok: false, problem: decided.error }
  return success({ kind: 'drift', drift: driftRecord(drifts.find(driftId) ?? before) })
}

function undecidable(driftId: string, drift: Drift | undefined): Problem {
  const choices = drift?.state === 'open' ? decisionsOn(drift).join(', ') : 'none'
  return {
    code: 'no-such-drift',
    message:
      drift === undefined
        ? `There is no drift ${driftId}.`
        : `The drift ${driftId} is ${drift.state}; possible decisions about it: ${choices}.`,
    action: 'List the drifts with `cryptobot drifts`.',
  }
}

function reset(
  session: AccountSession,
  { name, scope, reason }: Extract<AccountRequest, { kind: 'reset-breaker' }>,
): ControlAnswer {
  const answer = session.resetBreaker({ name, scope, reason, actor: ACTOR })
  return answer.ok ? done(session) : { ok: false, problem: answer.error }
}

/** A wish that was made before needs no permission: it is only told what became of it. */
async function place(session: AccountSession, request: PlaceControl): Promise<ControlAnswer> {
  if (!isMeant(session, request)) return { ok: false, problem: otherAccount(session) }
  if (session.findIntent(request.intentId) === undefined) {
    const reconciled = await session.reconciled(RECONCILED_MS_MAX)
    if (!reconciled.ok) return { ok: false, problem: reconciled.error }
  }
  const placed = await session.place(request, ACTOR)
  if (!placed.ok) return { ok: false, problem: placed.error }
  const answer = placed.value
  if (answer.kind === 'refused') {
    return success({ kind: 'refused', refusals: [...answer.refusals] })
  }
  const { clientOrderId } = answer.order
  const known = (await session.settled(clientOrderId, OUTCOME_MS_MAX)) ?? answer.order
  const order = (await session.booked(clientOrderId)) ?? known
  const told = { kind: 'sent', order: orderRecord(order, session.markets) } as const
  const { otherTerms } = answer.kind === 'repeated' ? answer : {}
  return success(otherTerms === undefined ? told : { ...told, otherTerms })
}

function isMeant({ source }: AccountSession, { account }: PlaceControl): boolean {
  if (account === undefined) return true
  const exchangeId = 'exchangeId' in source ? source.exchangeId : null
  return account.mode === defineAccount(source).mode && account.exchangeId === exchangeId
}

function otherAccount({ accountId }: AccountSession): Problem {
  return {
    code: 'other-account',
    message: `The running Cryptobot has another account open: ${accountId}. Nothing was sent.`,
    action: 'Name that account with --mode and --exchange, or quit the running Cryptobot first.',
  }
}

/** What holds trading all the same is told with how it stands. */
function resume(
  session: AccountSession,
  { scope }: Extract<AccountRequest, { kind: 'resume' }>,
): ControlAnswer {
  const reason = 'resumed from the command line'
  if (scope === 'account') session.resume(reason, ACTOR)
  else session.setTradingState({ scope, state: 'active', reason, actor: ACTOR })
  return done(session)
}

async function halt(
  session: AccountSession,
  { scope, reason, cancelAll, flatten }: Extract<AccountRequest, { kind: 'halt' }>,
): Promise<ControlAnswer> {
  if (scope === 'global') {
    const answer = session.setTradingState({ scope, state: 'halted', reason, actor: ACTOR })
    if (!answer.ok) return { ok: false, problem: answer.error }
    if (!cancelAll && !flatten) return done(session)
  }
  session.useKillSwitch({ cancelsAll: cancelAll, flattens: flatten, reason, actor: ACTOR })
  await session.woundDown(WOUND_DOWN_MS_MAX)
  return done(session)
}

function done(session: AccountSession): ControlAnswer {
  const { trading, tracker, guard } = session.engine
  return success({
    kind: 'trading',
    state: trading.state,
    reason: trading.reason,
    openOrders: Array.from(tracker.openOrders(), (order: Order) =>
      orderRecord(order, session.markets),
    ),
    killSwitch: killSwitchView(guard),
    trips: guard.trips.map(tripView),
  })
}

function success(outcome: ControlOutcome): ControlAnswer {
  return { ok: true, outcome }
}
