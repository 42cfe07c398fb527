import { createHash, randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type ControlAnswer, type PlaceRequest, placeRequest } from '../../app/contract/control.ts'
import { defineAccount } from '../../app/engine/session/account-definition.ts'
import { callEngine } from './account-for-a-call.ts'
import { ACCOUNT_OPTIONS, profileOf, sourceOf } from './account-options.ts'
import { print, printProblem } from './print.ts'
import { EXIT, Misuse } from './usage.ts'

/** What is left of an order's id at the exchange for a name of the user's. */
const INTENT_LENGTH_MAX = 17

/** Problems of the order itself; all others are of the way to the exchange. */
const REFUSALS: readonly string[] = ['bad-order', 'market-unknown']

/** What somebody should know who gave two orders one id. */
const OTHER_TERMS = 'nothing was sent, since --intent was used before; what is told is that order'

/** Options that are shorter than the fields that they fill. */
const OPTIONS: Partial<Readonly<Record<keyof PlaceRequest, string>>> = {
  intentId: 'intent',
  stopPrice: 'stop',
  targetPrice: 'target',
  trailingPercent: 'trailing',
  collarPercent: 'collar',
  slippagePercentMax: 'max-slippage',
}

/** `cryptobot place`: one order through the whole path. */
export async function place(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...ACCOUNT_OPTIONS,
      symbol: { type: 'string' },
      side: { type: 'string' },
      type: { type: 'string' },
      quantity: { type: 'string' },
      price: { type: 'string' },
      'trigger-price': { type: 'string' },
      trailing: { type: 'string' },
      'time-in-force': { type: 'string', default: 'gtc' },
      'post-only': { type: 'boolean', default: false },
      stop: { type: 'string' },
      target: { type: 'string' },
      replaces: { type: 'string' },
      collar: { type: 'string' },
      'max-slippage': { type: 'string' },
      intent: { type: 'string' },
    },
  })
  const request = requestFrom({
    intentId: intentFrom(values.intent),
    symbol: values.symbol,
    side: values.side,
    type: values.type ?? (isPair(values) ? 'oco' : undefined),
    quantity: values.quantity,
    price: values.price ?? null,
    triggerPrice: values['trigger-price'] ?? null,
    trailingPercent: values.trailing,
    timeInForce: values['time-in-force'],
    postOnly: values['post-only'],
    stopPrice: values.stop,
    targetPrice: values.target,
    replaces: values.replaces,
    collarPercent: values.collar,
    slippagePercentMax: values['max-slippage'],
  })
  const source = sourceOf(values, { symbol: request.symbol })
  const account = {
    mode: defineAccount(source).mode,
    exchangeId: 'exchangeId' in source ? source.exchangeId : null,
  }
  const answer = await callEngine({
    directory: profileOf(values),
    source,
    exchangeUrl: values['exchange-url'],
    request: { kind: 'place', account, ...request },
  })
  return report(answer, request)
}

/** A sale with a stop and a target, and no other price, can only be one thing. */
function isPair({ side, stop, target, price }: Readonly<Record<string, unknown>>): boolean {
  return side === 'sell' && stop !== undefined && target !== undefined && price === undefined
}

function requestFrom(typed: Record<keyof PlaceRequest, unknown>): PlaceRequest {
  const request = placeRequest.safeParse(typed)
  if (request.success) return request.data
  const [issue] = request.error.issues
  const field = issue?.path[0] as keyof PlaceRequest
  const option =
    OPTIONS[field] ?? field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const isMissing = typed[field] === undefined
  throw new Misuse(`--${option} ${isMissing ? 'is missing' : `cannot be used: ${issue?.message}`}.`)
}

/** The same words are the same wish, however long they are. */
function intentFrom(typed: string | undefined): string {
  if (typed === undefined) return `m-${randomBytes(8).toString('hex')}`
  if (typed === '') throw new Misuse('--intent must not be empty.')
  const fits = typed.length <= INTENT_LENGTH_MAX && /^[A-Za-z0-9-]+$/.test(typed)
  const digest = createHash('sha256').update(typed).digest('hex')
  return `m-${fits ? typed : digest.slice(0, INTENT_LENGTH_MAX)}`
}

function report(answer: ControlAnswer, { intentId, symbol, side }: PlaceRequest): number {
  if (!answer.ok) {
    printProblem(answer.problem)
    return REFUSALS.includes(answer.problem.code) ? EXIT.refused : EXIT.failed
  }
  const { outcome } = answer
  if (outcome.kind === 'sent') {
    const { state, note } = outcome.order
    print(outcome.order)
    if (outcome.otherTerms !== undefined)
      process.stderr.write(`${OTHER_TERMS}: ${outcome.otherTerms}\n`)
    if (statusOf(state) !== EXIT.done)
      process.stderr.write(`${state}: ${note ?? 'no reason is known'}\n`)
    return statusOf(state)
  }
  const refusals = outcome.kind === 'refused' ? outcome.refusals : []
  print({ intentId, symbol, side, state: 'refused', refusals })
  for (const { rule, message } of refusals) process.stderr.write(`refused (${rule}): ${message}\n`)
  return EXIT.refused
}

function statusOf(state: string): number {
  if (state === 'rejected' || state === 'absent') return EXIT.refused
  return state === 'submitting' || state === 'unresolved' ? EXIT.unresolved : EXIT.done
}
