import { describe, expect, it } from 'vitest'
import { breakerChanges, breakerDraft, readBreaker } from './breaker-form.ts'

const SETTING = {
  isOn: true,
  threshold: 10,
  windowMs: 3_600_000,
  action: 'halt',
  isLatched: false,
  probeMs: 300_000,
} as const

describe('a breaker in a form', () => {
  it.each([
    ['percent', SETTING],
    ['count', { ...SETTING, windowMs: null, isLatched: true }],
    ['ms', { ...SETTING, threshold: 90_000 }],
  ] as const)('comes back as it was, in %s', (unit, setting) => {
    expect(readBreaker(breakerDraft(setting, unit), unit)).toEqual({ kind: 'setting', setting })
  })

  it.each([
    ['percent', { threshold: '-1' }, 'threshold'],
    ['count', { threshold: '1.5' }, 'threshold'],
    ['ms', { threshold: '90' }, 'threshold'],
    ['percent', { window: '0 s' }, 'window'],
    ['percent', { probe: 'soon' }, 'probe'],
  ] as const)('refuses nonsense in %s: %o', (unit, typed, field) => {
    const read = readBreaker({ ...breakerDraft(SETTING, 'percent'), ...typed }, unit)
    expect(read).toMatchObject({ faults: { [field]: expect.stringMatching(/^Enter a/) } })
  })
})

it.each([
  [{ isOn: false }, true],
  [{ threshold: 11 }, true],
  [{ threshold: 9 }, false],
  [{ action: 'reduce' }, true],
  [{ action: 'flatten' }, false],
  [{ isLatched: true }, false],
  [{ probeMs: 1_000 }, true],
] as const)('%o is looser: %s', (changed, isLooser) => {
  expect(breakerChanges(SETTING, { ...SETTING, ...changed }, 'percent')).toMatchObject([
    { isLooser },
  ])
})
