import { expect, it } from 'vitest'
import { memory } from './memory.ts'
import { judged } from './sample-inputs.fixture.ts'

it('trips at its threshold, and says so in numbers', () => {
  expect(judged(memory, { memoryMiB: 2_048 })).toBe('Cryptobot holds 2048 MiB of memory')
})

it('lets a near miss pass', () => {
  expect(judged(memory, { memoryMiB: 2_047 })).toBeUndefined()
})

it('trips when it cannot judge', () => {
  expect(judged(memory, { memoryMiB: Number.NaN })).toContain('is not known')
})
