import { describe, expect, it } from 'vitest'
import { MarketBook } from '../domain/market-book.ts'
import { money, price, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import { sampleExecution } from '../reconciliation/sample-record.fixture.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { flatCandles, tradingBench } from './trading-bench.fixture.ts'

const BNB = { ...SAMPLE_MARKET, symbol: 'BNB/USDT', base: 'BNB' }

/** A bot has bought 0.08 BTC for 2,400 USDT, and paid 0.01 BNB for it, whose price nobody knows yet. */
function bought(ledger = new MemoryLedgerStore()) {
  const exchange = new ScriptedExchange()
  const markets = new MarketBook([SAMPLE_MARKET, BNB])
  const bench = tradingBench({ ledger, exchange, plan: { 0: 'enter' }, parts: { markets } })
  for (const candle of flatCandles(0, 0)) bench.send(candle)
  const [order] = exchange.submitted
  if (order === undefined) throw new Error('nothing was sent')
  const { clientOrderId } = order
  const fee = { fee: money('0.01'), feeCurrency: 'BNB' }
  const execution = { ...sampleExecution(), ...fee, clientOrderId, cost: money('2400') }
  bench.engine.enqueue({ kind: 'execution', execution })
  const position = () => bench.portfolio.position('bot1', 'BTC/USDT')
  return { ...bench, position, ledger }
}

describe('a fee in a currency without a price', () => {
  it('counts from its first price on: in the ledger, in what was paid, and in what the position cost', () => {
    const { engine, position, portfolio, ledger, runner } = bought()
    expect([position().cost, portfolio.feesPaid]).toEqual([money('2400'), 0])
    engine.enqueue({ kind: 'mark', symbol: 'BNB/USDT', price: price('600') })
    expect([position().cost, portfolio.feesPaid]).toEqual([money('2406'), money('6')])
    expect(ledger.loadFills().map(({ feeInQuote }) => feeInQuote)).toEqual([money('6')])
    expect(runner.position.cost).toBe(money('2406'))
  })

  it('keeps that worth, whatever its currency costs later, and after a restart', () => {
    const { engine, position, ledger } = bought()
    for (const at of ['600', '700']) {
      engine.enqueue({ kind: 'mark', symbol: 'BNB/USDT', price: price(at) })
    }
    expect(position().cost).toBe(money('2406'))
    const parts = { markets: new MarketBook([SAMPLE_MARKET, BNB]) }
    const again = tradingBench({ ledger, parts })
    again.engine.enqueue({ kind: 'mark', symbol: 'BNB/USDT', price: price('700') })
    expect(again.portfolio.position('bot1', 'BTC/USDT').cost).toBe(money('2406'))
  })

  it('gets its worth after a restart, where there was no price before it', () => {
    const { ledger } = bought()
    const parts = { markets: new MarketBook([SAMPLE_MARKET, BNB]) }
    const again = tradingBench({ ledger, parts })
    again.engine.enqueue({ kind: 'mark', symbol: 'BNB/USDT', price: price('700') })
    expect(again.portfolio.feesPaid).toBe(money('7'))
  })

  it('stays as it is at prices of anything else', () => {
    const { engine, portfolio } = bought()
    engine.enqueue({ kind: 'mark', symbol: 'BTC/USDT', price: price('31000') })
    expect(portfolio.feesPaid).toBe(0)
  })
})
