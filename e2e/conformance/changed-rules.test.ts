import { describe, expect, it, onTestFinished } from 'vitest'
import { MarketBook } from '../../app/domain/market-book.ts'
import { price, quantity } from '../../app/domain/sample-market.fixture.ts'
import { openCcxtAccount } from '../../app/exchanges/ccxt/open-ccxt-account.ts'
import { eventually, OrderDrill } from '../../app/exchanges/exchange-bench.fixture.ts'
import { amount } from '../fake-exchange/matching/amount.ts'
import { openFakeBench } from './fake-bench.fixture.ts'
import { FAKES } from './fakes.ts'
import { openFakeAccount } from './open-fake-account.ts'

const FINE = { type: 'limit', limitPrice: price('29000'), quantity: quantity('0.123') } as const

describe.each(FAKES)('a market that came to count coarser at $name', (fake) => {
  it('takes nothing that ccxt would have to round', async () => {
    const bench = await openFakeBench(fake)
    const drill = new OrderDrill(bench)
    const order = drill.order(FINE)
    const before = bench.client.encode(order, 'cb-before')
    if (!before.ok) throw new Error(before.error)
    bench.exchange.engine.changeRules('BTCUSDT', { stepSize: amount('0.1') })
    await bench.client.fetchMarket('BTC/USDT')
    expect(bench.client.encode(order, 'cb-after')).toEqual({
      ok: false,
      error: 'the market takes no quantity as fine as 0.123 any more',
    })
    // One that was written down before is not sent either.
    bench.client.submit({ order, clientOrderId: 'cb-before', payload: before.value })
    await eventually(() => bench.heard.repliesTo('cb-before')).toMatchObject([
      { kind: 'rejected', reason: expect.stringContaining('It was not sent') },
    ])
    expect(bench.exchange.engine.state.orders.all()).toEqual([])
  })

  it('is known by its rules of today when the account opens again', async () => {
    const account = await openFakeAccount(fake)
    onTestFinished(account.close)
    account.exchange.engine.changeRules('BTCUSDT', { stepSize: amount('0.1') })
    const again = await openCcxtAccount({
      ...account.wish,
      markets: new MarketBook([account.market]),
    })
    if (!again.ok) throw new Error(again.error.message)
    onTestFinished(() => again.value.client.close())
    const { feed } = again.value
    const step = quantity('0.1')
    expect(feed.market).toEqual({ ...account.market, quantityStep: step, quantityMin: step })
  })

  it('rejects in its own words as long as nobody knows', async () => {
    const bench = await openFakeBench(fake)
    bench.exchange.engine.changeRules('BTCUSDT', { stepSize: amount('0.1') })
    const drill = new OrderDrill(bench)
    const id = await drill.answered(FINE)
    expect(bench.heard.kindsTold(id)).toEqual(['rejected'])
    expect(await drill.find(id)).toEqual({ kind: 'absent' })
  })
})
