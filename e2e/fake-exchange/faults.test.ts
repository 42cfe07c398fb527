import { describe, expect, it } from 'vitest'
import { type Fault, Faults } from './faults.ts'
import { wireRequest } from './server/wire-request.ts'

const order = (method = 'POST') => wireRequest('/api/v3/order?symbol=BTCUSDT', method)

describe('a scripted fault', () => {
  it('strikes as often as it was told to, and only where', () => {
    const faults = new Faults()
    faults.script({ kind: 'reset' }, { path: '/api/v3/order', method: 'POST' }, 2)
    expect(faults.take(order('GET'))).toBeUndefined()
    expect(faults.take(wireRequest('/api/v3/time'))).toBeUndefined()
    expect(faults.take(order())?.fault.kind).toBe('reset')
    expect(faults.take(order())?.fault.kind).toBe('reset')
    expect(faults.take(order())).toBeUndefined()
    expect(faults.spoiled.length).toBe(2)
  })

  it.each<readonly [Fault, string]>([
    [{ kind: 'hang' }, 'after'],
    [{ kind: 'truncated' }, 'after'],
    [{ kind: 'rate-limit', status: 429, retryAfterSeconds: 1 }, 'before'],
    [{ kind: 'html' }, 'before'],
  ])('%o strikes %s the order was placed, if not told otherwise', (fault, moment) => {
    const faults = new Faults()
    faults.script(fault, '/', 1)
    faults.script(fault, { moment: 'before' }, 1)
    expect(faults.take(order())?.moment).toBe(moment)
    expect(faults.take(order())?.moment).toBe('before')
  })
})

describe('chaos', () => {
  it('strikes about as often as it should, at both moments', () => {
    const faults = new Faults()
    faults.chaos(3, 0.2, { target: { method: 'POST' } })
    for (let request = 0; request < 1_000; request += 1) faults.take(order())
    const after = faults.spoiled.filter(({ moment }) => moment === 'after').length
    expect(faults.spoiled.length).toBeGreaterThan(150)
    expect(faults.spoiled.length).toBeLessThan(250)
    expect(after).toBeGreaterThan(40)
    expect(faults.take(order('GET'))).toBeUndefined()
  })

  it('ends when it is cleared', () => {
    const faults = new Faults()
    faults.chaos(3, 1)
    expect(faults.take(order())).toBeDefined()
    faults.clear()
    expect(faults.take(order())).toBeUndefined()
  })
})
