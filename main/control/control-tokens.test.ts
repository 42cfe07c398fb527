import { expect, it } from 'vitest'
import { ManualClock } from '../../app/exchanges/manual-clock.ts'
import { ControlTokens, REFRESH_MS, TOKEN_LIFE_MS } from './control-tokens.ts'

function bench() {
  const clock = new ManualClock(1_000_000)
  const published: string[] = []
  const disk = { isFull: false }
  const tokens = new ControlTokens({
    clock,
    publish: (token) => {
      if (disk.isFull) throw new Error('the disk is full')
      published.push(token)
    },
  })
  return { clock, published, disk, tokens, last: () => published.at(-1) ?? '' }
}

it('are random, and the one before stays good to its own end and no longer', () => {
  const { tokens, clock, published, last } = bench()
  const first = last()
  expect(first).toMatch(/^[0-9a-f]{64}$/)
  clock.advance(REFRESH_MS)
  tokens.refreshIfDue()
  expect(published).toHaveLength(2)
  expect([first, last()].map((token) => tokens.isGood(token))).toEqual([true, true])
  clock.advance(TOKEN_LIFE_MS - REFRESH_MS - 1)
  expect(tokens.isGood(first)).toBe(true)
  clock.advance(1)
  expect(tokens.isGood(first)).toBe(false)
})

it('are not refreshed before it is time', () => {
  const { tokens, clock, published } = bench()
  clock.advance(REFRESH_MS - 1)
  tokens.refreshIfDue()
  expect(published).toHaveLength(1)
})

it('are not good any more once they are revoked', () => {
  const { tokens, last } = bench()
  const first = last()
  tokens.refresh()
  const second = last()
  tokens.revoke()
  expect([first, second, last()].map((token) => tokens.isGood(token))).toEqual([false, false, true])
})

it('halt also on a full disk: they are revoked as soon as the next one can be published', () => {
  const { tokens, disk, last, published } = bench()
  const first = last()
  disk.isFull = true
  expect(() => tokens.revoke()).toThrow('full')
  expect(() => tokens.refreshIfDue()).toThrow('full')
  expect(tokens.isGood(first)).toBe(true)
  disk.isFull = false
  tokens.refreshIfDue()
  expect(published).toHaveLength(2)
  expect([first, last()].map((token) => tokens.isGood(token))).toEqual([false, true])
})

it('stay good while the next one cannot be published', () => {
  const { tokens, disk, clock, last } = bench()
  disk.isFull = true
  clock.advance(TOKEN_LIFE_MS * 3)
  expect(() => tokens.refreshIfDue()).toThrow('full')
  expect(tokens.isGood(last())).toBe(true)
})

it('grow old when the clock is set back', () => {
  const { tokens, clock, published } = bench()
  const set = new ControlTokens({ clock: { now: () => clock.now() - 1 }, publish: () => undefined })
  clock.advance(-10)
  set.refreshIfDue()
  tokens.refreshIfDue()
  expect(published).toHaveLength(2)
})
