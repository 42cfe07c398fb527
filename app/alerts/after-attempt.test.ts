import { expect, it } from 'vitest'
import type { Delivery } from '../domain/delivery.ts'
import { ATTEMPTS_MAX, afterAttempt } from './after-attempt.ts'
import { delivered, failed, failedForGood } from './channels/sent.ts'
import { delivery, NOON } from './sample-delivery.fixture.ts'

it('is delivered, and what was in the way is forgotten', () => {
  const tried = delivery({ attempts: 2, trouble: 'no answer' })
  expect(afterAttempt(tried, delivered('ok'), NOON)).toMatchObject({
    ...{ state: 'delivered', attempts: 3, trouble: '' },
  })
})

it('is tried again after pauses that grow, over hours, and has failed then', () => {
  const times: number[] = []
  let next: Delivery = delivery()
  for (let now = NOON; next.state === 'waiting'; now = next.dueAt) {
    times.push((now - NOON) / 60_000)
    next = { ...next, ...afterAttempt(next, failed('no answer'), now) }
  }
  expect(times).toEqual([0, 0.25, 1.25, 6.25, 21.25, 51.25, 111.25, 171.25, 291.25])
  expect(next).toMatchObject({ state: 'failed', attempts: ATTEMPTS_MAX, trouble: 'no answer' })
})

it('waits as long as the provider asks for, if that is longer', () => {
  expect(afterAttempt(delivery(), failed('slow down', 90_000), NOON).dueAt).toBe(NOON + 90_000)
  expect(afterAttempt(delivery(), failed('slow down', 1_000), NOON).dueAt).toBe(NOON + 15_000)
})

it('is given up at once when nothing will be different later', () => {
  expect(afterAttempt(delivery(), failedForGood('no window'), NOON).state).toBe('failed')
})
