import { describe, expect, it } from 'vitest'
import type { EngineStatus } from '../../app/contract/engine-view.ts'
import { newsOf } from './standing.ts'

type KillSwitch = NonNullable<EngineStatus['killSwitch']>

function killSwitch(...steps: KillSwitch['steps']): KillSwitch {
  return { startedAt: 0, steps }
}

const HALTED = { kind: 'halt', state: 'confirmed', text: 'Nothing new is sent.' } as const
const CANCELLING = { kind: 'cancel', state: 'running', text: '1 of 2 orders.' } as const

describe('what is told about a kill switch', () => {
  it('is nothing where none is in use', () => {
    expect(newsOf(null, null)).toBeUndefined()
  })

  it('is every step that has begun', () => {
    const after = killSwitch(HALTED, CANCELLING, { kind: 'flatten', state: 'waiting', text: '' })
    expect(newsOf(null, after)).toBe(
      'Stop new orders: confirmed. Nothing new is sent.\nCancel all orders: running. 1 of 2 orders.',
    )
  })

  it('is not said again while only its numbers change', () => {
    const before = killSwitch(HALTED, CANCELLING)
    expect(newsOf(before, killSwitch(HALTED, { ...CANCELLING, text: '2 of 2.' }))).toBeUndefined()
  })

  it('is a failure', () => {
    const after = killSwitch(HALTED, { ...CANCELLING, state: 'failed', text: 'No answer.' })
    expect(newsOf(killSwitch(HALTED, CANCELLING), after)).toBe(
      'Cancel all orders: failed. No answer.',
    )
  })

  it('is nothing once somebody trades on', () => {
    expect(newsOf(killSwitch(HALTED), null)).toBeUndefined()
  })
})
