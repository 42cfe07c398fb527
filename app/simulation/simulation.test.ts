import { describe, expect, it } from 'vitest'
import { FAULT_KINDS, type FaultKind } from './fault-plan.ts'
import { simulate } from './simulation.ts'

/** Several hundred runs. */
const RARE_POINTS_MS_MAX = 300_000
const SENT = /engine sends (cb-\S+): .*"type":"([a-z-]+)"/
const TRIGGERED = /exchange sees the price of (cb-\S+)/
const SEEDS = Array.from({ length: 20 }, (_, index) => 500_000 + index)

describe('the simulation', () => {
  it('does the same for the same seed, bit for bit', async () => {
    for (const seed of SEEDS) {
      const [first, second] = [await simulate({ seed }), await simulate({ seed })]
      expect(second.hash).toBe(first.hash)
      expect(second.history()).toEqual(first.history())
    }
  })

  it('does something else for another seed', async () => {
    const hashes = new Set<string>()
    for (const seed of SEEDS) hashes.add((await simulate({ seed })).hash)
    expect(hashes.size).toBe(SEEDS.length)
  })

  it(
    'dies at every point, given time',
    async () => {
      const passed = new Set<string>()
      const died = new Set<string>()
      const missing = () => [...passed].filter((point) => !died.has(point))
      for (let seed = 1; seed <= 100 || (seed <= 2_000 && missing().length > 0); seed += 1) {
        const { points, crashes } = await simulate({ seed })
        for (const point of points) passed.add(point)
        for (const point of crashes.keys()) died.add(point)
      }
      expect(passed.size).toBeGreaterThan(30)
      expect(missing()).toEqual([])
    },
    RARE_POINTS_MS_MAX,
  )

  it('makes every kind of fault', async () => {
    const seen = new Set<FaultKind>()
    for (const seed of SEEDS) for (const kind of (await simulate({ seed })).faults) seen.add(kind)
    expect([...seen].toSorted()).toEqual([...FAULT_KINDS].toSorted())
  })

  it('trades undisturbed when every fault is left out', async () => {
    const outcome = await simulate({ seed: 1, disabled: new Set(FAULT_KINDS) })
    expect(outcome.violation).toBeNull()
    expect(outcome.faults).toEqual([])
    expect(outcome.crashes.size).toBe(0)
    expect(outcome.fills).toBeGreaterThan(0)
  })

  it('has what rests for bots taken back when nobody is there, and nothing else', async () => {
    const taken: string[] = []
    for (let seed = 500_000; seed < 500_200 && taken.length < 5; seed += 1) {
      const { history, violation } = await simulate({ seed })
      expect(violation).toBeNull()
      taken.push(...history().filter((line) => line.includes('back: nobody is there')))
    }
    expect(taken.length).toBeGreaterThanOrEqual(5)
    for (const line of taken) expect(line).toMatch(/takes cb-(grid|dca)-w[a-z0-9]{1,3}-\w+ \(/)
  }, 60_000)

  it('has stops, and pairs of which one trades, watched by the exchange while the process is dead as well', async () => {
    const seen = { sent: 0, triggered: 0, whileDead: 0, stopsOfBots: 0, trailing: 0, limits: 0 }
    const ids: Record<'trailing' | 'limits', Set<string>> = {
      trailing: new Set(),
      limits: new Set(),
    }
    for (let seed = 600_000; seed < 600_100; seed += 1) {
      const { history, violation } = await simulate({ seed })
      expect(violation).toBeNull()
      let isDead = false
      for (const line of history()) {
        if (/ {2}CRASH/.test(line)) isDead = true
        if (/ {2}START/.test(line)) isDead = false
        if (/engine sends cb-\S+ and cb-\S+-t: /.test(line)) seen.sent += 1
        if (/engine sends cb-three-\w+-s: .*"type":"stop"/.test(line)) seen.stopsOfBots += 1
        const [, id = '', type = ''] = SENT.exec(line) ?? []
        if (type === 'trailing-stop') ids.trailing.add(`${seed} ${id}`)
        if (type.endsWith('-limit')) ids.limits.add(`${seed} ${id}`)
        const [, triggered] = TRIGGERED.exec(line) ?? []
        if (triggered === undefined) continue
        seen.triggered += 1
        if (ids.trailing.has(`${seed} ${triggered}`)) seen.trailing += 1
        if (ids.limits.has(`${seed} ${triggered}`)) seen.limits += 1
        if (isDead) seen.whileDead += 1
      }
    }
    for (const count of Object.values(seen)) expect(count, JSON.stringify(seen)).toBeGreaterThan(0)
  }, 60_000)

  it('writes a history for people, with the time of everything', async () => {
    const { history } = await simulate({ seed: 1 })
    expect(history()[0]).toBe('00:00.000  START')
    expect(history().every((line) => /^\d\d:\d\d\.\d{3} {2}\S/.test(line))).toBe(true)
  })
})
