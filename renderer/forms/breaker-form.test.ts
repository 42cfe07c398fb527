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
    const breaker = { name: 'price-jump', unit } as const
    expect(readBreaker(breakerDraft(setting, unit), breaker)).toEqual({ kind: 'setting', setting })
  })

  it.each([
    ['percent', { threshold: '-1' }, 'threshold'],
    ['count', { threshold: '1.5' }, 'threshold'],
    ['ms', { threshold: '90' }, 'threshold'],
    ['percent', { probe: 'soon' }, 'probe'],
  ] as const)('refuses nonsense in %s: %o', (unit, typed, field) => {
    const breaker = { name: 'price-jump', unit } as const
    const read = readBreaker({ ...breakerDraft(SETTING, 'percent'), ...typed }, breaker)
    expect(read).toMatchObject({ faults: { [field]: expect.stringMatching(/^Enter a/) } })
  })

  it.each([
    [{ threshold: '0' }, { threshold: 'The threshold has to be above zero.' }],
    [
      { threshold: '200' },
      { threshold: 'A spread is always below 200 %, so it would never trip.' },
    ],
    [
      { window: '0 s', probe: '8 d' },
      {
        window: 'It can look back from 1 s to 7 d.',
        probe: 'It can wait for 7 d at most before it heals.',
      },
    ],
  ] as const)('refuses what would make no sense: %o', (typed, faults) => {
    const draft = { ...breakerDraft(SETTING, 'percent'), ...typed }
    expect(readBreaker(draft, { name: 'spread', unit: 'percent' })).toEqual({
      kind: 'faults',
      faults,
    })
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
  [{ windowMs: 60_000 }, true],
  [{ windowMs: 7_200_000 }, false],
] as const)('%o is looser: %s', (changed, isLooser) => {
  expect(breakerChanges(SETTING, { ...SETTING, ...changed }, 'percent')).toMatchObject([
    { isLooser },
  ])
})
