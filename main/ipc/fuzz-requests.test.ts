import { expect, it } from 'vitest'
import { fuzzRequests } from './fuzz-requests.fixture.ts'

const MIB = 1024 * 1024

it('refuses 20,000 hostile messages, whichever request they are for, and keeps nothing of them', async () => {
  const { sent, accepted, heapGrowthBytes } = await fuzzRequests(20_000, 1)
  expect(accepted.slice(0, 3)).toEqual([])
  expect(sent).toBe(20_000)
  expect(heapGrowthBytes).toBeLessThan(8 * MIB)
  expect(Object.hasOwn(Object.prototype, 'isLive')).toBe(false)
}, 120_000)
