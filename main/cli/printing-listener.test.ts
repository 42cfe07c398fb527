import { expect, it } from 'vitest'
import {
  money,
  sampleCandle,
  sampleFill,
  sampleOrder,
} from '../../app/domain/sample-market.fixture.ts'
import { printingListener } from './printing-listener.ts'

function bench() {
  const lines: string[] = []
  return { lines, listener: printingListener((line) => lines.push(line)) }
}

it('prints what was traded, with the time of the market', () => {
  const { lines, listener } = bench()
  listener.fillBooked(sampleFill())
  listener.fillBooked(sampleFill({ side: 'sell' }))
  expect(lines).toEqual([
    '2024-01-01 00:00  bought 0.1 at 30000, fee 3',
    '2024-01-01 00:00  sold 0.1 at 30000, fee 3',
  ])
})

it('prints why something was done', () => {
  const { lines, listener } = bench()
  const record = { botId: 'bot1', kind: 'enter', reason: 'crossed', intentId: null } as const
  listener.decisionLogged({ ...record, time: 0, detail: () => 'fast 2 · slow 1' }, 1)
  expect(lines).toEqual(['1970-01-01 00:00  enter: crossed (fast 2 · slow 1)'])
})

it('prints orders that went wrong, and not those that go their way', () => {
  const { lines, listener } = bench()
  const order = sampleOrder({ clientOrderId: 'cb-1' })
  listener.orderChanged(order)
  listener.orderChanged({ ...order, state: 'filled' })
  listener.orderChanged({ ...order, state: 'rejected', note: 'not enough USDT' })
  listener.orderChanged({ ...order, state: 'unresolved' })
  expect(lines).toEqual([
    '1970-01-01 00:00  order cb-1 rejected: not enough USDT',
    '1970-01-01 00:00  order cb-1 unresolved: ',
  ])
})

it('prints every thirtieth candle, so that a quiet market does not look like a hang', () => {
  const { lines, listener } = bench()
  for (let index = 1; index <= 61; index += 1) {
    listener.candleClosed(sampleCandle(index, '30000'), money('10000'))
  }
  listener.statusChanged()
  expect(lines).toEqual([
    '2024-01-01 00:30  close 30000  equity 10000',
    '2024-01-01 01:00  close 30000  equity 10000',
  ])
})
