import { describe, it } from 'vitest'
import { formatPrice } from '../../app/domain/price.ts'
import { failure, success } from '../../app/domain/result.ts'
import type { KeySource } from '../../app/ports/key-source.ts'
import { amount } from '../fake-exchange/matching/amount.ts'
import { openEngineBench, PATIENCE_MS } from './engine-bench.fixture.ts'
import { FAKES } from './fakes.ts'

describe.each(FAKES)('a market that came to be quoted finer at $name', (fake) => {
  it('is traded on at the finer prices, with all that was booked before', {
    timeout: PATIENCE_MS,
  }, async (scope) => {
    const bench = await openEngineBench(fake, scope)
    const resting = await bench.place()
    await bench.place({ type: 'market', price: null })
    await bench.patiently(() => bench.session.ledger.loadFills().length).toBe(1)
    const [before] = bench.session.ledger.loadFills()
    const coarse = bench.session
    bench.exchange.engine.changeRules('BTCUSDT', { tickSize: amount('0.0001') })
    bench.exchange.market.setPrice('BTCUSDT', '30000.1234')
    await bench.patiently(() => bench.session === coarse).toBe(false)
    await bench.patiently(() => bench.session.engine.isReconciled).toBe(true)
    scope.expect(bench.session.series.market).toMatchObject({ priceDecimals: 4, priceTick: 1 })
    await bench.patiently(() => bench.session.status().feed.state).toBe('running')
    const [kept] = bench.session.ledger.loadFills()
    scope.expect([kept?.quantity, kept?.cost]).toEqual([before?.quantity, before?.cost])
    const { limitPrice } = bench.order(resting)?.intent ?? {}
    const { market } = bench.session.series
    scope.expect(limitPrice && formatPrice(market, limitPrice)).toBe('29000')
    const finer = await bench.place({ price: '29000.1234' })
    await bench.patiently(() => bench.state(finer)).toBe('open')
    await bench.place({ type: 'market', price: null, intentId: 'finer' })
    await bench.patiently(() => bench.session.ledger.loadFills().length).toBe(2)
    await bench.agreed()
  })

  it('says why it cannot be opened anew, and is once it can', {
    timeout: PATIENCE_MS,
  }, async (scope) => {
    const { apiKey, apiSecret: secret, passphrase } = fake
    const known = success({ apiKey, secret, passphrase })
    let answer: Awaited<ReturnType<KeySource['keysFor']>> = known
    const bench = await openEngineBench(fake, scope, { keys: { keysFor: async () => answer } })
    const coarse = bench.session
    answer = failure('the keychain is locked')
    bench.exchange.engine.changeRules('BTCUSDT', { tickSize: amount('0.0001') })
    bench.exchange.market.setPrice('BTCUSDT', '30000.1234')
    await bench
      .patiently(() => coarse.status().feed.message)
      .toMatch(/could not be opened anew for that: .*keychain is locked/)
    scope.expect([bench.session === coarse, coarse.status().feed.state]).toEqual([true, 'stale'])
    answer = known
    await bench.patiently(() => bench.session === coarse).toBe(false)
    await bench.patiently(() => bench.session.status().feed.state).toBe('running')
    scope.expect(bench.session.status().feed.message).not.toContain('keychain')
  })
})
