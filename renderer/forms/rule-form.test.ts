import { expect, it } from 'vitest'
import type { AlertRule } from '../../app/contract/alert-settings.ts'
import { ALERT_KINDS, readRule, ruleDraft, ruleOfEveryKind } from './rule-form.ts'

const RULE: AlertRule = {
  kind: 'drift',
  isOn: true,
  severityMin: 'warning',
  channelIds: ['phone'],
  quietHours: { from: 22, until: 7, severityMin: 'critical' },
  perHourMax: 20,
  groupMs: 90_000,
}

it.each([
  ['with quiet hours', RULE],
  ['without', { ...RULE, quietHours: null }],
])('gives a rule back as it was, %s', (_, rule) => {
  expect(readRule('drift', ruleDraft(rule))).toEqual({ kind: 'rule', rule })
})

it.each([
  ['quietFrom', '24'],
  ['quietUntil', ''],
  ['perHourMax', '0'],
  ['group', '2 d'],
] as const)('refuses %s of "%s"', (field, text) => {
  const read = readRule('drift', { ...ruleDraft(RULE), [field]: text })
  const marked = field === 'quietUntil' ? 'quietFrom' : field
  expect(read).toMatchObject({ faults: { [marked]: expect.stringMatching(/^Enter/) } })
})

it('shows every kind once, and silence where there is no rule', () => {
  const rules = ruleOfEveryKind([RULE])
  expect(rules.map(({ kind }) => kind)).toEqual(ALERT_KINDS)
  expect(rules.filter(({ isOn }) => isOn)).toEqual([RULE])
})
