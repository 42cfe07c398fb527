import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EventQueue } from './event-queue.ts'

it('gives events in the order they came, each until it is dropped', () => {
  const queue = new EventQueue<string>(3)
  expect(queue.peek()).toBeUndefined()
  queue.push('a')
  queue.push('b')
  expect([queue.peek(), queue.peek(), queue.size]).toEqual(['a', 'a', 2])
  queue.drop()
  expect([queue.peek(), queue.size]).toEqual(['b', 1])
})

it('refuses what does not fit, and takes it when there is room', () => {
  const queue = new EventQueue<number>(2)
  expect([queue.push(1), queue.push(2), queue.push(3)]).toEqual([true, true, false])
  expect([queue.size, queue.peek()]).toEqual([2, 1])
  queue.drop()
  expect(queue.push(3)).toBe(true)
})

it('has nothing to drop when it is empty', () => {
  expect(() => new EventQueue(1).drop()).toThrow('nothing to drop')
})

it('behaves as a bounded list whatever is done with it', () => {
  const steps = fc.array(fc.option(fc.nat()), { maxLength: 200 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), steps, (capacity, wishes) => {
      const queue = new EventQueue<number>(capacity)
      const model: number[] = []
      for (const wish of wishes) {
        if (wish !== null) {
          expect(queue.push(wish)).toBe(model.length < capacity)
          if (model.length < capacity) model.push(wish)
        } else if (model.length > 0) {
          queue.drop()
          model.shift()
        }
        expect([queue.size, queue.peek()]).toEqual([model.length, model[0]])
      }
    }),
  )
})
