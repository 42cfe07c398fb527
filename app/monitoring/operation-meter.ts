import type { OperationFigures } from '../ports/measured.ts'
import { errorKind, failureKind } from './error-kind.ts'
import { LatencyHistogram } from './latency-histogram.ts'
import { SlowCalls } from './slow-calls.ts'

/** More kinds of errors than one operation has; what comes beyond counts as other. */
const ERROR_KINDS_MAX = 20

/** What is known of one operation. */
export class OperationMeter extends LatencyHistogram implements OperationFigures {
  readonly operation: string
  readonly errors = new Map<string, number>()
  readonly #slow: SlowCalls

  constructor(operation: string, warn: (text: string) => void) {
    super()
    this.operation = operation
    this.#slow = new SlowCalls(operation, warn)
  }

  /** A call that started and ended at these times of the stopwatch, and what it gave. */
  returned(startedAt: number, endedAt: number, value: unknown): void {
    this.#ended(startedAt, endedAt)
    const kind = failureKind(value)
    if (kind !== undefined) this.#failed(kind)
  }

  threw(startedAt: number, endedAt: number, error: unknown): void {
    this.#ended(startedAt, endedAt)
    this.#failed(errorKind(error))
  }

  #ended(startedAt: number, endedAt: number): void {
    this.add(endedAt - startedAt)
    this.#slow.look(endedAt - startedAt, endedAt)
  }

  #failed(kind: string): void {
    const isTooMany = !this.errors.has(kind) && this.errors.size >= ERROR_KINDS_MAX
    const counted = isTooMany ? 'other' : kind
    this.errors.set(counted, (this.errors.get(counted) ?? 0) + 1)
  }
}
