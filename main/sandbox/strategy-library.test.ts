import { expect, it } from 'vitest'
import { demoCandles } from '../../app/exchanges/demo/demo-candles.ts'
import { USER_SMA_CROSS } from '../../app/sandbox/sma-cross.fixture.ts'
import { ownStrategyBench } from './own-strategy-bench.fixture.ts'

const PARAMETERS = { fast: 3, slow: 8 }
const SLOW = 120_000
/** The demo market's first candle, Unix ms. */
const DEMO_START = demoCandles(11, 0, 1)[0]?.openTime

function strategyText(evaluate: string): string {
  return `import { defineStrategy, enter, exit, nothing } from 'cryptobot'
export default defineStrategy({
  name: 'Sample',
  warmUp: () => 0,
  create: () => {
    let count = 0
    return { evaluate: (candle) => { count += 1; ${evaluate} } }
  },
})`
}

it(
  'fills on paper as the shipped crossover does, to the last digit',
  async () => {
    const fillsOf = async (strategyId: string) => {
      const bench = await ownStrategyBench()
      bench.write(USER_SMA_CROSS.name, USER_SMA_CROSS.text)
      const session = await bench.open(strategyId, PARAMETERS)
      await bench.until(bench.ended)
      const { fills } = session.snapshot()
      bench.close()
      return fills.map(({ time, side, price, quantity, fee }) => ({
        time,
        side,
        price,
        quantity,
        fee,
      }))
    }
    const shipped = await fillsOf('sma-cross')
    expect(shipped.length).toBeGreaterThan(6)
    expect(await fillsOf('user-my-cross')).toEqual(shipped)
  },
  SLOW,
)

it.each([
  ['throws', `if (count > 40) throw new Error('boom'); return nothing('a', 'b')`, 'boom'],
  ['hangs', `if (count > 40) for (;;); return nothing('a', 'b')`, 'too many steps'],
  [
    'eats memory',
    `if (count > 40) { const all = []; for (;;) all.push(new Float64Array(1e5)) } return nothing('a', 'b')`,
    'MB of memory',
  ],
])(
  'stops a bot whose strategy %s, says where, and goes on',
  async (_, evaluate, expected) => {
    const bench = await ownStrategyBench()
    bench.write('sample.ts', strategyText(evaluate))
    const session = await bench.open('user-sample', {})
    await bench.until(bench.ended)
    const { decisions, status } = session.snapshot()
    const failed = decisions.find(({ reason }) => reason === 'the strategy failed')
    expect(failed?.detail).toContain('sample.ts:7')
    expect(failed?.detail).toContain(expected)
    expect(status.bots[0]?.trading.state).toBe('halted')
    expect(status.trading.state).toBe('active')
    expect(session.engine.stalled).toBe(false)
  },
  SLOW,
)

/** Minutes after the first candle: past what is shown of the past. */
const MINUTE = `const minute = (candle.openTime - ${DEMO_START}) / 60_000`

it.each([
  ['throws', `throw new Error('boom')`],
  ['hangs', 'for (;;);'],
  ['eats memory', 'const all = []; for (;;) all.push(new Float64Array(1e5))'],
])(
  'lets a bot whose strategy %s only reduce, where its breaker is set to that, and its stop still sells',
  async (_, fails) => {
    const bench = await ownStrategyBench(2_000)
    const buysOnce = `return minute === 250 ? enter('a', 'b') : nothing('a', 'b')`
    const evaluate = `${MINUTE}; if (minute === 260) { ${fails} } ${buysOnce}`
    bench.write('sample.ts', strategyText(evaluate))
    const session = await bench.open('user-sample', {}, { action: 'reduce' })
    await bench.until(() => session.status().bots[0]?.trading.state === 'reducing')
    expect(session.status().trading.state).toBe('active')
    await bench.until(bench.ended)
    expect(session.snapshot().fills.map(({ side }) => side)).toEqual(['buy', 'sell'])
  },
  SLOW,
)

it(
  'takes a strategy that was saved again at once, and keeps the one before where it does not compile',
  async () => {
    const bench = await ownStrategyBench(2_000)
    bench.write('sample.ts', strategyText(`return nothing('first', 'the first version')`))
    const session = await bench.open('user-sample', {})
    const says = (text: string) => session.status().bots[0]?.thought.includes(text) === true
    const logs = (reason: string) =>
      session.snapshot().decisions.find((decision) => decision.reason.includes(reason))
    await bench.until(() => says('first version'))
    bench.write('sample.ts', 'export default {')
    await bench.library.refresh()
    expect(logs('the version before goes on')?.detail).toContain('sample.ts:1')
    expect(says('first version')).toBe(true)
    bench.write('sample.ts', strategyText(`return nothing('second', 'the second version')`))
    await bench.library.refresh()
    expect(logs('it begins anew')).toBeDefined()
    await bench.until(() => says('second version'))
  },
  SLOW,
)
