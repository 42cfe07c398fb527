import { describe, expect, it } from 'vitest'
import type { EarlierDelivery } from '../ports/alert-store.ts'
import { routeAlert } from './route-alert.ts'
import { alert, NOON, rule, settings } from './sample-delivery.fixture.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

function at(plannedAt: number, key = 'BTC'): EarlierDelivery {
  return { channelId: 'phone', key, plannedAt }
}

/** When it is told on the phone, and why not at once. */
function planOf(...[news, rules, earlier = [], now = NOON]: PlanInput) {
  const routing = routeAlert(news, rules, earlier, now)
  if (routing.kind === 'none') throw new Error(routing.because)
  const [plan] = routing.plans
  return [plan?.plannedAt, plan?.heldBecause]
}

type PlanInput = [
  Parameters<typeof routeAlert>[0],
  Parameters<typeof routeAlert>[1],
  (readonly EarlierDelivery[])?,
  number?,
]

const none = (because: string) => ({ kind: 'none', because })

describe('who is told', () => {
  it('every channel of the first rule that names the kind, at once', () => {
    const phone = settings()
    const team = { kind: 'slack', id: 'team', name: 'Team' } as const
    const both = {
      ...phone,
      channels: [...phone.channels, team],
      rules: [rule({ channelIds: ['phone', 'team'] }), rule({ isOn: false })],
    }
    expect(routeAlert(alert(), both, [], NOON)).toEqual({
      kind: 'told',
      plans: [
        { channelId: 'phone', plannedAt: NOON, heldBecause: '' },
        { channelId: 'team', plannedAt: NOON, heldBecause: '' },
      ],
    })
  })

  it.each([
    ['no rule is about it', alert({ kind: 'fill' }), settings()],
    ['its rule is off', alert(), settings({ isOn: false })],
    ['it is not bad enough for its rule', alert({ severity: 'info' }), settings()],
    ['its rule has no channel', alert(), settings({ channelIds: [] })],
    ['its rule has no channel', alert(), settings({ channelIds: ['gone'] })],
  ])('nobody, because %s', (because, news, rules) => {
    expect(routeAlert(news, rules, [], NOON)).toEqual(none(because))
  })
})

describe('quiet hours', () => {
  const night = settings({ quietHours: { from: 22, until: 7, severityMin: 'critical' } })
  const late = new Date(2026, 10, 22, 23, 30).getTime()
  const morning = new Date(2026, 10, 23, 7).getTime()

  it('hold back what happens in them until they end, over midnight too', () => {
    const early = new Date(2026, 10, 23, 6, 59).getTime()
    for (const now of [late, early]) {
      expect(planOf(alert(), night, [], now)).toEqual([morning, 'it is in the quiet hours'])
    }
  })

  it('let through what is bad enough, and all that happens outside them', () => {
    expect(planOf(alert({ severity: 'critical' }), night, [], late)).toEqual([late, ''])
    expect(planOf(alert(), night, [], morning)).toEqual([morning, ''])
    const before = new Date(2026, 10, 22, 21, 59).getTime()
    expect(planOf(alert(), night, [], before)).toEqual([before, ''])
  })

  it('are never when they end as they begin', () => {
    const never = settings({ quietHours: { from: 7, until: 7, severityMin: 'critical' } })
    expect(planOf(alert(), never, [], morning)).toEqual([morning, ''])
  })
})

describe('a group', () => {
  const grouped = settings({ groupMs: 10 * MINUTE })
  const together = 'it is told together with others about the same thing'

  it('is told together once its time is over, all after the first in one message', () => {
    const first = NOON - 4 * MINUTE
    expect(planOf(alert(), grouped, [at(first)])).toEqual([NOON + 6 * MINUTE, together])
    const held = [at(first), at(NOON + 6 * MINUTE)]
    expect(planOf(alert(), grouped, held, NOON + MINUTE)).toEqual([NOON + 6 * MINUTE, together])
  })

  it('is over when its time is, and holds nothing else back', () => {
    expect(planOf(alert(), grouped, [at(NOON - 10 * MINUTE)])).toEqual([NOON, ''])
    expect(planOf(alert({ key: 'ETH' }), grouped, [at(NOON - MINUTE)])).toEqual([NOON, ''])
    const elsewhere = { ...at(NOON - MINUTE), channelId: 'team' }
    expect(planOf(alert(), grouped, [elsewhere])).toEqual([NOON, ''])
  })
})

describe('so many messages an hour', () => {
  const limited = settings({ perHourMax: 3 })
  const [first, second, third] = [NOON - 50 * MINUTE, NOON - 20 * MINUTE, NOON - MINUTE]
  const full = [at(first, '1'), at(second, '2'), at(third, '3')]

  it('are let through', () => {
    expect(planOf(alert(), limited, full.slice(1))).toEqual([NOON, ''])
    expect(planOf(alert(), limited, [at(NOON - HOUR, '0'), ...full.slice(1)])).toEqual([NOON, ''])
  })

  it('and the rest is told together, once the first of them is an hour old', () => {
    const why = 'no more than 3 an hour are sent'
    expect(planOf(alert(), limited, full)).toEqual([first + HOUR, why])
    const held = [...full, at(first + HOUR, '4')]
    expect(planOf(alert(), limited, held)).toEqual([first + HOUR, why])
  })

  it('counts those that are told together as one', () => {
    expect(planOf(alert(), limited, [at(third, '1'), at(third, '2'), at(third, '3')])).toEqual([
      NOON,
      '',
    ])
  })

  it('joins what the quiet hours hold back, however much that is', () => {
    const night = settings({
      perHourMax: 1,
      quietHours: { from: 11, until: 14, severityMin: 'critical' },
    })
    const end = new Date(2026, 10, 22, 14).getTime()
    expect(planOf(alert(), night, [at(end, '1')])).toEqual([end, 'it is in the quiet hours'])
  })
})
