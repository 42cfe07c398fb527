import { expect, it } from 'vitest'
import { ask, askExit } from '../sample-risk-context.fixture.ts'
import { tradingHours } from './trading-hours.ts'

const limits = {
  tradingHours: [
    { days: [1, 2, 3, 4, 5], from: 8, until: 20.5 },
    { days: [0], from: 0, until: 24 },
  ],
}
const at = (text: string) => ({ limits, context: { now: Date.parse(text) } })

it.each(['2026-11-23T08:00Z', '2026-11-27T20:29:59Z', '2026-11-22T23:59:59Z', '2026-11-22T00:00Z'])(
  'allows an entry within the hours: %s',
  (text) => {
    expect(ask(tradingHours, at(text))).toBe('')
  },
)

it.each(['2026-11-23T07:59:59Z', '2026-11-23T20:30Z', '2026-11-28T12:00Z', '1970-01-01T00:00Z'])(
  'refuses one outside them: %s',
  (text) => {
    expect(ask(tradingHours, at(text))).not.toBe('')
  },
)

it('says when it is and when it may be', () => {
  expect(ask(tradingHours, at('2026-11-28T12:05Z'))).toBe(
    "it is Sat 12:05 UTC and the account's limit is Mon Tue Wed Thu Fri 08:00-20:30, Sun 00:00-24:00",
  )
})

it('allows all hours where none are set, and an exit in any', () => {
  expect(ask(tradingHours)).toBe('')
  expect(askExit(tradingHours, at('2026-11-28T12:00Z'))).toBe('')
})
