import { expect, it } from 'vitest'
import { portfolioView as contract } from '../../contract/engine-view.ts'
import { rateFromPercent } from '../../domain/amount.ts'
import { money, SAMPLE_MARKET, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { flatCandles, type Step, tradingBench } from '../trading-bench.fixture.ts'
import { portfolioView } from './portfolio-view.ts'

const STARTING = { market: SAMPLE_MARKET, startingBalance: money('10000') }
const exits = {
  stop: rateFromPercent(5),
  target: rateFromPercent(10),
  trailing: rateFromPercent(20),
}

function bench(plan: Record<number, Step>) {
  const traded = tradingBench({ plan, bot: { exits } })
  return { ...traded, view: () => contract.parse(portfolioView({ ...STARTING, ...traded })) }
}

it('is all cash at first', () => {
  expect(bench({}).view()).toEqual({
    equity: '10000',
    worth: { currency: 'USDT', equity: '10000', unpriced: [] },
    change: '0',
    changePercent: 0,
    realised: '0',
    feesPaid: '0',
    balances: [
      { currency: 'USDT', free: '10000', used: '0', total: '10000' },
      { currency: 'BTC', free: '0', used: '0', total: '0' },
    ],
    positions: [],
  })
})

it('shows what an order in flight will take', () => {
  const { send, view } = bench({ 0: 'enter' })
  send(sampleCandle(0, '30000'))
  const [quote] = view().balances
  expect(quote).toEqual({ currency: 'USDT', free: '7500.1', used: '2499.9', total: '10000' })
})

it('shows an open position with its profit and where its exits stand', () => {
  const { send, view } = bench({ 0: 'enter' })
  for (const candle of [...flatCandles(0, 1), sampleCandle(2, '31500')]) send(candle)
  const { positions, equity, change, changePercent } = view()
  expect(positions).toMatchObject([
    {
      quantity: '0.08333',
      averageCost: '30000',
      mark: '31500',
      value: '2624.895',
      unrealised: '124.995',
      stopPrice: '28500',
      targetPrice: '33000',
      trailingPrice: '25200',
    },
  ])
  expect(positions[0]?.unrealisedPercent).toBeCloseTo(5)
  expect([equity, change]).toEqual(['10124.995', '124.995'])
  expect(changePercent).toBeCloseTo(1.24995)
})

it('shows what is being sold as used, and afterwards as realised', () => {
  const { send, view } = bench({ 0: 'enter', 2: 'exit' })
  for (const candle of [...flatCandles(0, 1), sampleCandle(2, '31500')]) send(candle)
  expect(view().balances[1]).toEqual({
    currency: 'BTC',
    free: '0',
    used: '0.08333',
    total: '0.08333',
  })
  send(sampleCandle(3, '31500'))
  expect(view()).toMatchObject({ positions: [], realised: '124.995', equity: '10124.995' })
})
