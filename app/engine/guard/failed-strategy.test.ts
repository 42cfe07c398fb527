import { describe, expect, it, vi } from 'vitest'
import { breakerBench } from './breaker-bench.fixture.ts'

/** A bot whose strategy throws at its next candle, while the breaker that watches it is off or on. */
function failedBot(isOn: boolean) {
  const bench = breakerBench(isOn ? 'strategy-failure' : 'drawdown')
  const { runner, engine } = bench
  const evaluate = vi.spyOn(runner, 'evaluate').mockImplementation(() => {
    throw new Error('undefined is not a function')
  })
  bench.candle(1, '30000')
  const reset = () =>
    engine.enqueue({
      kind: 'reset-breaker',
      reset: {
        ...{ name: 'strategy-failure', scope: 'bot:bot1', reason: 'mended', actor: 'window' },
      },
      answer: () => undefined,
    })
  return { ...bench, evaluate, reset }
}

describe.each([
  ['on', true],
  ['off', false],
])('a strategy that throws while its breaker is %s', (_, isOn) => {
  it('trips it, so that it is told, and holds its bot until a person resets it', () => {
    const { engine, candle } = failedBot(isOn)
    const [trip] = engine.guard.trips
    expect(trip).toMatchObject({
      ...{ name: 'strategy-failure', scope: 'bot:bot1' },
      reason: 'the strategy failed: Error: undefined is not a function',
      setting: { action: 'halt', isLatched: true },
    })
    expect(engine.guard.pastChanges.at(-1)).toMatchObject({ kind: 'tripped', trip })
    candle(2, '30000')
    expect(engine.guard.trips).toEqual([trip])
    expect(engine.guard.gate.closed('exit', 'bot1')).toContain('the strategy failed')
  })

  it('begins anew after the reset', () => {
    const { engine, candle, evaluate, reset, runner } = failedBot(isOn)
    evaluate.mockRestore()
    reset()
    expect(engine.guard.trips).toEqual([])
    expect(runner.hasFailed).toBe(false)
    candle(2, '30000')
    expect(engine.guard.trips).toEqual([])
  })
})
