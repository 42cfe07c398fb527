import { describe, expect, it } from 'vitest'
import { quantity } from '../../domain/sample-market.fixture.ts'
import { type BreakerBench, breakerBench } from './breaker-bench.fixture.ts'

const WISHES = 60
const SMALL = quantity('0.001')

/** Many wishes to buy, one right after the other; how many of them were sent, and what the rest was told. */
function burst(bench: BreakerBench, afterEach: (intentId: string, number: number) => void) {
  const before = bench.sent().length
  const kinds = Array.from({ length: WISHES }, (_, number) => {
    const intentId = `burst-${number}`
    const answer = bench.place({ intentId, quantity: SMALL })
    afterEach(intentId, number)
    if (answer.kind === 'refused') return answer.refusals.map(({ rule }) => rule).join()
    return answer.kind
  })
  return { kinds, sent: bench.sent().length - before }
}

/** So many first, and none after. */
const onlyTheFirst = (count: number) =>
  Array.from({ length: WISHES }, (_, number) => (number < count ? 'sent' : 'trading-state'))

/** The exchange takes it, and takes it back: so many may not be open at once. */
function takeBack({ exchange }: BreakerBench, intentId: string): void {
  exchange.accept(`cb-${intentId}`)
  exchange.carryOutCancel(`cb-${intentId}`)
}

describe('a burst of orders', () => {
  it('ends where the exchange has rejected half of them: none slips through', () => {
    const bench = breakerBench('reject-rate')
    // Three were accepted before: of 13 answers 10 are rejections, the fewest that count.
    const { kinds, sent } = burst(bench, (id, number) => {
      if (number < 10) bench.exchange.reject(`cb-${id}`, 'no')
    })
    expect(bench.trips()).toEqual(['reject-rate'])
    expect(kinds).toEqual(onlyTheFirst(10))
    expect(sent).toBe(10)
  })

  it.each(['global', 'account'] as const)('ends where somebody halts %s', (scope) => {
    const bench = breakerBench('drawdown')
    const wish = { scope, state: 'halted', reason: 'enough', actor: 'window' } as const
    const { kinds, sent } = burst(bench, (id, number) => {
      if (number < 24) takeBack(bench, id)
      if (number === 24) {
        bench.engine.enqueue({ kind: 'set-state', wish, answer: () => undefined })
      }
    })
    expect(kinds).toEqual(onlyTheFirst(25))
    expect(sent).toBe(25)
  })

  it('ends where a breaker of the whole process trips', () => {
    const bench = breakerBench('memory')
    const { kinds, sent } = burst(bench, (id, number) => {
      if (number < 9) takeBack(bench, id)
      if (number !== 9) return
      bench.process.memoryMiB = 2_048
      bench.engine.enqueue({ kind: 'tick' })
    })
    expect(kinds).toEqual(onlyTheFirst(10))
    expect(sent).toBe(10)
  })
})
