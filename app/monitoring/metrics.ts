import type { Measured, OperationFigures } from '../ports/measured.ts'
import { OperationMeter } from './operation-meter.ts'

export interface MetricsParts {
  /** Ms from some moment on, with fractions; never goes back. */
  readonly stopwatch: () => number
  /** Called when an operation was slow, with a sentence for the log. */
  readonly warn: (text: string) => void
}

/** What is measured in this process, by operation. */
export class Metrics {
  readonly #parts: MetricsParts
  readonly #meters = new Map<string, OperationMeter>()

  constructor(parts: MetricsParts) {
    this.#parts = parts
  }

  /** In the order in which they were wrapped; those that were never called too. */
  operations(): readonly OperationFigures[] {
    return [...this.#meters.values()]
  }

  /** Operations of one name are counted together: an account that is opened again goes on where it was. */
  readonly measured: Measured = (name, operation) => {
    const { stopwatch } = this.#parts
    const meter = this.#meterOf(name)
    return (...args) => {
      const startedAt = stopwatch()
      try {
        const value = operation(...args)
        if (value instanceof Promise) return this.#followed(value, meter, startedAt)
        meter.returned(startedAt, stopwatch(), value)
        return value
      } catch (error) {
        meter.threw(startedAt, stopwatch(), error)
        throw error
      }
    }
  }

  /** A promise of the same value: who waits for this one is told of a failure, and nobody else need be. */
  #followed<Value>(promise: Value & Promise<unknown>, meter: OperationMeter, startedAt: number) {
    const { stopwatch } = this.#parts
    const observed = promise.then(
      (value) => {
        meter.returned(startedAt, stopwatch(), value)
        return value
      },
      (error) => {
        meter.threw(startedAt, stopwatch(), error)
        throw error
      },
    )
    return observed as Value
  }

  #meterOf(name: string): OperationMeter {
    const meter = this.#meters.get(name) ?? new OperationMeter(name, this.#parts.warn)
    this.#meters.set(name, meter)
    return meter
  }
}
