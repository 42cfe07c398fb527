import { describe, it } from 'vitest'
import { openEngineBench, PATIENCE_MS } from './engine-bench.fixture.ts'
import { FAKES } from './fakes.ts'

const BINANCE = FAKES.filter(({ exchangeId }) => exchangeId === 'binance')

describe.each(BINANCE)('the first fee that $name takes in its own coin', (fake) => {
  it('counts with what it was worth, in profit and loss too', {
    timeout: PATIENCE_MS,
  }, async (scope) => {
    const bench = await openEngineBench(fake, scope, { bnb: '5' })
    const { session } = bench
    const equity = () => Number(session.snapshot().status.portfolio.equity)
    // 100,000 USDT and 10 BTC are 400,000: the rest is what the coin is worth.
    await bench.patiently(equity).toBeGreaterThan(400_000)
    await bench.place({ type: 'market', price: null })
    await bench.patiently(() => session.ledger.loadFills().length).toBeGreaterThan(0)
    const [fill] = session.ledger.loadFills()
    scope.expect(fill?.feeCurrency).toBe('BNB')
    scope.expect(fill?.feeInQuote).toBeGreaterThan(0)
  })
})
