import { describe, expect, it } from 'vitest'
import { failure, success } from '../../domain/result.ts'
import { type KeyReport, UNKNOWN_KEY } from '../../ports/key-report.ts'
import { keyHealth } from './key-health.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 22)
const SOUND: KeyReport = {
  expiry: { kind: 'never' },
  ...{ mayTrade: true, mayWithdraw: false, isBoundToAddresses: true },
}

function health(changes: Partial<KeyReport> = {}) {
  const { state, text } = keyHealth(success({ ...SOUND, ...changes }), NOW)
  return `${state}: ${text}`
}

const endingIn = (days: number) =>
  ({ expiry: { kind: 'at', time: NOW + days * DAY_MS } }) satisfies Partial<KeyReport>

describe('a key', () => {
  it('is well where it trades, cannot withdraw and does not end soon', () => {
    expect(health()).toBe('well: It has no end.')
    expect(health(endingIn(15))).toBe('well: It ends on 2026-12-07.')
  })

  it('needs a person where it ends soon, may withdraw or may not trade', () => {
    expect(health(endingIn(14))).toBe('attention: It ends on 2026-12-06.')
    expect(health({ mayWithdraw: true })).toMatch(/^attention: .*which Cryptobot never needs/)
    expect(health({ mayTrade: false })).toBe('attention: It has no end. It may not trade.')
  })

  it('is in danger once it has ended', () => {
    expect(health(endingIn(0))).toBe('danger: It ended on 2026-11-22.')
  })

  it('is what the exchange does not say', () => {
    const text = 'The exchange does not say whether and when it ends.'
    expect(keyHealth(success(UNKNOWN_KEY), NOW)).toMatchObject({ state: 'well', text })
    expect(keyHealth(failure('it is away'), NOW)).toMatchObject({
      state: 'working',
      text: 'What it may do could not be asked: it is away',
    })
  })

  it('that works from everywhere says so', () => {
    expect(health({ isBoundToAddresses: false })).toBe(
      'well: It has no end. It works from any address.',
    )
  })
})
