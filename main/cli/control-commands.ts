import { parseArgs } from 'node:util'
import type { AccountRequest } from '../../app/contract/control.ts'
import type { MarketSource } from '../../app/contract/setup.ts'
import { driftDecision } from '../../app/contract/values.ts'
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
      'cancel-all': { type: 'boolean', default: false },
      flatten: { type: 'boolean', default: false },
    },
  })
  const { reason, flatten } = values
  return ask(values, { kind: 'halt', reason, cancelAll: values['cancel-all'], flatten })
}

export function resume(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...ACCOUNT_OPTIONS, symbol: { type: 'string' } },
  })
  return ask(values, { kind: 'resume' })
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
  if (answer.outcome.kind === 'drift') return EXIT.done
  if (answer.outcome.kind !== 'trading') return EXIT.failed
  return isLeftOpen(answer.outcome.openOrders, request) ? EXIT.unresolved : EXIT.done
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
