import { expect, it } from 'vitest'
import { measuredMethods } from './measured-methods.ts'
import { Metrics } from './metrics.ts'

class Counter {
  readonly unit = 'pieces'
  #count = 0

  get count(): number {
    return this.#count
  }

  add(more: number): number {
    this.#count += more
    return this.#count
  }

  addTwice(more: number): number {
    this.add(more)
    return this.add(more)
  }

  reset(): void {
    this.#count = 0
  }
}

it('measures the methods that are named, and leaves all else as it is', () => {
  let now = 0
  const metrics = new Metrics({ stopwatch: () => now++, warn: () => undefined })
  const { measured } = metrics
  const methods = ['add', 'addTwice'] as const
  const counter = measuredMethods(new Counter(), { name: 'counter', methods, measured })
  expect([counter.add(1), counter.addTwice(2), counter.count, counter.unit]).toEqual([
    1,
    5,
    5,
    'pieces',
  ])
  counter.reset()
  expect([counter.count, counter.add]).toEqual([0, counter.add])
  // What a part calls of itself is its own business.
  expect(metrics.operations().map(({ operation, count }) => [operation, count])).toEqual([
    ['counter.add', 1],
    ['counter.addTwice', 1],
  ])
})
