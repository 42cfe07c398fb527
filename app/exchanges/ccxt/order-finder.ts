import { isDeepStrictEqual } from 'node:util'
import type { OrderLookup, OrderReference, OrderReport } from '../../ports/exchange-client.ts'
import type { AccountConnection } from './account-connection.ts'
import type { AnswerReader } from './answer-reader.ts'
import { callQuestion } from './exchange-calls.ts'
import type { CancelArguments, OrderQuestion } from './exchange-facts.ts'
import { classifyLookup } from './order-failure.ts'
import { isConditional } from './order-payload.ts'
import { holdsList } from './whole-answer.ts'

/** How much earlier than we an exchange may date an order. */
const MARGIN_MS = 3_600_000

/** Finds orders by our ids or the exchange's, in the way that this exchange allows. */
export class OrderFinder {
  readonly #connection: AccountConnection
  readonly #reader: AnswerReader

  constructor(connection: AccountConnection, reader: AnswerReader) {
    this.#connection = connection
    this.#reader = reader
  }

  /**
   * What makes ccxt cancel this order, to be tried in turn; nothing while only an id would do that we do not have. One that
   * waited for a price is a plain order once that has come; of one that others placed nobody knows what it is.
   */
  cancelWays(reference: OrderReference): readonly CancelArguments[] {
    const plain = this.#cancelWay(reference, false)
    const mayBePlain = !isConditional(reference.type)
    if (mayBePlain && reference.clientOrderId !== null) return plain
    const conditional = this.#cancelWay(reference, true)
    if (isDeepStrictEqual(conditional, plain)) return plain
    return mayBePlain ? [...plain, ...conditional] : [...conditional, ...plain]
  }

  #cancelWay(
    { clientOrderId, exchangeOrderId }: OrderReference,
    conditional: boolean,
  ): readonly CancelArguments[] {
    const { clientIds } = this.#connection.facts
    const byOurs =
      clientOrderId === null
        ? null
        : clientIds.cancel(clientIds.toExchange(clientOrderId), conditional)
    if (byOurs !== null) return [byOurs]
    if (exchangeOrderId === null) return []
    return [{ id: exchangeOrderId, params: clientIds.byExchangeId(conditional).cancel }]
  }

  /** Asks every question that could find the order; only when each is answered with no is it absent. */
  async find(reference: OrderReference): Promise<OrderLookup> {
    if (reference.clientOrderId !== null) this.#reader.remember(reference.clientOrderId)
    for (const question of this.#questions(reference)) {
      const lookup = await this.#ask(question, reference)
      if (lookup.kind !== 'absent') return lookup
    }
    return { kind: 'absent' }
  }

  #questions({ clientOrderId, exchangeOrderId, type }: OrderReference): readonly OrderQuestion[] {
    const { clientIds } = this.#connection.facts
    const conditional = isConditional(type)
    if (clientOrderId !== null) {
      return clientIds.questions(clientIds.toExchange(clientOrderId), conditional)
    }
    if (exchangeOrderId === null) return []
    const [first, second] = [conditional, !conditional].map(
      (one): OrderQuestion => ({
        ...{ kind: 'order', id: exchangeOrderId },
        params: clientIds.byExchangeId(one).fetch,
      }),
    )
    if (first === undefined || second === undefined) return []
    return isDeepStrictEqual(first, second) ? [first] : [first, second]
  }

  async #ask(question: OrderQuestion, reference: OrderReference): Promise<OrderLookup> {
    const { symbol, createdAt } = reference
    const answer = await this.#connection.call('query', () =>
      callQuestion(this.#connection.exchange, question, { symbol, since: createdAt - MARGIN_MS }),
    )
    if (!answer.ok) return this.#unanswered(answer)
    if (question.kind === 'list' && !holdsList(answer.requests, this.#connection.facts)) {
      return { kind: 'failed', reason: `${this.#connection.name}'s answer was not complete.` }
    }
    const reports = this.#reader.reports(answer.value)
    if (!reports.ok) return { kind: 'failed', reason: reports.error }
    const report = reports.value.find((one) => isAbout(one, reference))
    if (report) return { kind: 'found', report }
    if (question.kind === 'order') {
      return { kind: 'failed', reason: `${this.#connection.name} told of another order` }
    }
    if (question.filtered || reports.value.length < question.pageSize) return { kind: 'absent' }
    return { kind: 'failed', reason: 'more orders than one page holds, and not this one on it' }
  }

  #unanswered(failed: Parameters<typeof classifyLookup>[0]): OrderLookup {
    const lookup = classifyLookup(failed, this.#connection.failureContext)
    this.#connection.heed(lookup)
    const { kind, reason, isKeyRefused } = lookup
    return kind === 'absent' ? { kind } : { kind, reason, isKeyRefused }
  }
}

/** Whatever was asked, only what is answered counts. */
function isAbout(report: OrderReport, { clientOrderId, exchangeOrderId }: OrderReference): boolean {
  return clientOrderId === null
    ? report.exchangeOrderId === exchangeOrderId
    : report.clientOrderId === clientOrderId
}
