import { parseArgs } from 'node:util'
import type { AccountRequest } from '../../app/contract/control.ts'
import { type KillSwitchView, tradingScope } from '../../app/contract/risk-view.ts'
import type { MarketSource } from '../../app/contract/setup.ts'
import { currency, driftDecision } from '../../app/contract/values.ts'
import { BREAKER_NAMES } from '../../app/domain/breaker.ts'
import { callEngine } from './account-for-a-call.ts'
import { ACCOUNT_OPTIONS, type AccountChoice, profileOf, sourceOf } from './account-options.ts'
import { lastSource } from './last-source.ts'
import { print, printProblem } from './print.ts'
import { EXIT, Misuse } from './usage.ts'

/** `cryptobot cancel`: takes one order back, or all of them. */
export function cancel(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...ACCOUNT_OPTIONS,
      symbol: { type: 'string' },
      order: { type: 'string' },
      all: { type: 'boolean', default: false },
    },
  })
  if (values.all === (values.order !== undefined)) {
    throw new Misuse('Say which order: --order CLIENT_ORDER_ID, or --all.')
  }
  return ask(
    values,
    values.order === undefined
      ? { kind: 'cancel-all' }
      : { kind: 'cancel', clientOrderId: values.order },
  )
}

/** `cryptobot halt`: no new orders; then, if asked for, no open ones, and no positions. */
export function halt(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...ACCOUNT_OPTIONS,
      symbol: { type: 'string' },
      reason: { type: 'string', default: 'halted from the command line' },
      'all-accounts': { type: 'boolean', default: false },
      'cancel-all': { type: 'boolean', default: false },
      flatten: { type: 'boolean', default: false },
    },
  })
  const { reason, flatten } = values
  const scope = scopeOf(values)
  return ask(values, { kind: 'halt', scope, reason, cancelAll: values['cancel-all'], flatten })
}

export function resume(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...ACCOUNT_OPTIONS,
      symbol: { type: 'string' },
      'all-accounts': { type: 'boolean', default: false },
    },
  })
  return ask(values, { kind: 'resume', scope: scopeOf(values) })
}

function scopeOf(values: { readonly 'all-accounts': boolean }): 'account' | 'global' {
  return values['all-accounts'] ? 'global' : 'account'
}

/** `cryptobot decide`: what is to become of a drift. */
export function decide(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...ACCOUNT_OPTIONS,
      symbol: { type: 'string' },
      drift: { type: 'string' },
      as: { type: 'string' },
    },
  })
  const decision = driftDecision.safeParse(values.as)
  if (values.drift === undefined) throw new Misuse('Say which drift: --drift DRIFT_ID.')
  if (!decision.success) throw new Misuse('Say what is to become of it: --as adopt|ignore|fix.')
  return ask(values, { kind: 'decide', driftId: values.drift, decision: decision.data })
}

/** `cryptobot breakers`: how they stand, or `breakers reset NAME`: one is closed again by somebody who says why. */
export function breakers(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...ACCOUNT_OPTIONS,
      symbol: { type: 'string' },
      scope: { type: 'string', default: 'account' },
      reason: { type: 'string' },
    },
  })
  const [verb, written] = positionals
  if (verb === undefined) return ask(values, { kind: 'breakers' })
  const name = BREAKER_NAMES.find((one) => one === written)
  if (verb !== 'reset' || name === undefined) {
    throw new Misuse(`Say which breaker to reset: ${BREAKER_NAMES.join(', ')}.`)
  }
  const scope = tradingScope.safeParse(values.scope)
  if (!scope.success) throw new Misuse('--scope is global, account or bot:ID.')
  if (values.reason === undefined) throw new Misuse('Say why: --reason TEXT.')
  return ask(values, { kind: 'reset-breaker', name, scope: scope.data, reason: values.reason })
}

/** `cryptobot equity`: what the account is worth, in the currency that was chosen or is chosen by this. */
export function equity(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...ACCOUNT_OPTIONS, symbol: { type: 'string' }, in: { type: 'string' } },
  })
  const chosen = currency.nullable().safeParse(values.in?.toUpperCase() ?? null)
  if (!chosen.success) throw new Misuse('Say in which currency: --in EUR.')
  return ask(values, { kind: 'equity', currency: chosen.data })
}

/** Prints how things stand afterwards. A cancel that is not confirmed is one that may still trade. */
async function ask(
  choice: AccountChoice & { readonly symbol?: string | undefined },
  request: AccountRequest,
): Promise<number> {
  const directory = profileOf(choice)
  const answer = await callEngine({
    directory,
    source: sourceFor(choice, directory),
    exchangeUrl: choice['exchange-url'],
    request,
  })
  if (!answer.ok) {
    printProblem(answer.problem)
    return EXIT.failed
  }
  print(answer.outcome)
  if (answer.outcome.kind === 'drift' || answer.outcome.kind === 'equity') return EXIT.done
  if (answer.outcome.kind === 'breakers') return EXIT.done
  if (answer.outcome.kind !== 'trading') return EXIT.failed
  if (request.kind === 'resume' && answer.outcome.state === 'halted') return EXIT.refused
  if (request.kind === 'halt' && isUnconfirmed(answer.outcome.killSwitch)) return EXIT.unresolved
  return isLeftOpen(answer.outcome.openOrders, request) ? EXIT.unresolved : EXIT.done
}

/** A step of the kill switch that the exchange has not confirmed. */
function isUnconfirmed(killSwitch: KillSwitchView | null): boolean {
  return killSwitch?.steps.some(({ state }) => state !== 'confirmed') ?? false
}

function isLeftOpen(
  openOrders: readonly { readonly clientOrderId: string }[],
  request: AccountRequest,
): boolean {
  if (request.kind === 'cancel') {
    return openOrders.some(({ clientOrderId }) => clientOrderId === request.clientOrderId)
  }
  const cancelsAll = request.kind === 'cancel-all' || (request.kind === 'halt' && request.cancelAll)
  return cancelsAll && openOrders.length > 0
}

function sourceFor(
  choice: AccountChoice & { readonly symbol?: string | undefined },
  directory: string,
): MarketSource {
  const { mode, symbol } = choice
  if (mode !== undefined && (mode === 'demo' || symbol !== undefined)) {
    return sourceOf(choice, symbol === undefined ? undefined : { symbol })
  }
  return lastSource(directory, choice)
}
