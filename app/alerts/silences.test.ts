import { expect, it } from 'vitest'
import type { AlertRule } from '../domain/alert-rule.ts'
import { silences } from './silences.ts'

const QUIET = { from: 22, until: 7, severityMin: 'warning' } as const
const RULE: AlertRule = {
  ...{ kind: 'breaker', isOn: true, severityMin: 'warning', channelIds: ['phone', 'mail'] },
  ...{ quietHours: QUIET, perHourMax: 20, groupMs: 60_000 },
}

it.each<[string, Partial<AlertRule>]>([
  ['is off', { isOn: false }],
  ['asks for worse news', { severityMin: 'critical' }],
  ['goes to fewer channels', { channelIds: ['mail'] }],
  ['goes elsewhere', { channelIds: ['phone', 'other'] }],
  ['is quiet at other hours', { quietHours: { ...QUIET, until: 8 } }],
  ['is quiet about worse news', { quietHours: { ...QUIET, severityMin: 'critical' } }],
  ['tells less often', { perHourMax: 19 }],
  ['tells later', { groupMs: 60_001 }],
])('a rule that %s silences', (_, change) => {
  expect(silences([RULE], [{ ...RULE, ...change }])).toBe(true)
})

it.each<[string, Partial<AlertRule>]>([
  ['is as it was', {}],
  ['tells of more', { severityMin: 'info' }],
  ['goes to more channels', { channelIds: ['phone', 'mail', 'other'] }],
  ['is never quiet', { quietHours: null }],
  ['is quiet from seven until seven, which is never', { quietHours: { ...QUIET, from: 7 } }],
  ['is quiet about less', { quietHours: { ...QUIET, severityMin: 'info' } }],
  ['tells more often and sooner', { perHourMax: 21, groupMs: 0 }],
])('a rule that %s does not', (_, change) => {
  expect(silences([RULE], [{ ...RULE, ...change }])).toBe(false)
})

it('a rule that is gone silences, or comes behind one that is off; one that was off cannot', () => {
  const off = { ...RULE, isOn: false }
  expect(silences([RULE], [])).toBe(true)
  expect(silences([RULE], [off, RULE])).toBe(true)
  expect(silences([off], [])).toBe(false)
  expect(silences([], [off])).toBe(false)
})
