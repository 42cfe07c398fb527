import { describe, expect, it } from 'vitest'
import type { Fill } from '../../domain/fill.ts'
import { MarketBook } from '../../domain/market-book.ts'
import { money, price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import type { Transfer } from '../../domain/transfer.ts'
import { type AccountHistory, tradeHistory } from './trade-history.ts'

const ALWAYS = { from: 0, until: Number.MAX_SAFE_INTEGER }
const TIME = Date.UTC(2026, 2, 4, 5, 6, 7, 890)

const BOUGHT: Fill = {
  fillId: 't1',
  exchangeOrderId: '77',
  clientOrderId: 'cb-bot1-1-e',
  botId: 'bot1',
  symbol: 'BTC/USDT',
  side: 'buy',
  price: price('30000'),
  quantity: quantity('0.01'),
  cost: money('300'),
  fee: money('0.3'),
  feeCurrency: 'USDT',
  feeInQuote: money('0.3'),
  liquidity: 'taker',
  time: TIME,
}
const SOLD: Fill = {
  ...BOUGHT,
  ...{ fillId: 't2', side: 'sell', clientOrderId: 'cb-bot1-2-x', time: TIME + 60_000 },
  ...{ fee: money('-0.00012345'), feeCurrency: 'BNB' },
}
const OPENING: Transfer = {
  ...{ reference: 'opening-USDT', kind: 'opening', currency: 'USDT', time: TIME - 2 },
  amount: money('1000'),
}
const DEPOSIT: Transfer = {
  ...{ reference: 'd1', kind: 'deposit', currency: 'USDT', time: TIME - 1 },
  amount: money('50.5'),
}
const WITHDRAWAL: Transfer = {
  ...{ reference: 'w1', kind: 'withdrawal', currency: 'BTC', time: TIME + 90_000 },
  amount: money('-0.002'),
}

function history(changes: Partial<AccountHistory> = {}): AccountHistory {
  const markets = new MarketBook([SAMPLE_MARKET])
  return {
    ...{ account: 'live-binance', mode: 'live', markets },
    fills: [BOUGHT, SOLD],
    transfers: [OPENING, DEPOSIT, WITHDRAWAL],
    ...changes,
  }
}

function linesOf(text: string): readonly string[] {
  expect(text.endsWith('\n')).toBe(true)
  return text.trimEnd().split('\n')
}

describe('the history of an account', () => {
  it('has a row for each trade and transfer, oldest first', () => {
    expect(linesOf(tradeHistory(history(), 'csv', ALWAYS))).toEqual([
      'time,account,mode,kind,symbol,side,price,quantity,cost,currency,amount,fee,feeCurrency,bot,clientOrderId,exchangeOrderId,id',
      '2026-03-04T05:06:07.888Z,live-binance,live,opening,,,,,,USDT,1000,,,,,,opening-USDT',
      '2026-03-04T05:06:07.889Z,live-binance,live,deposit,,,,,,USDT,50.5,,,,,,d1',
      '2026-03-04T05:06:07.890Z,live-binance,live,trade,BTC/USDT,buy,30000,0.01,300,USDT,,0.3,USDT,bot1,cb-bot1-1-e,77,t1',
      '2026-03-04T05:07:07.890Z,live-binance,live,trade,BTC/USDT,sell,30000,0.01,300,USDT,,-0.00012345,BNB,bot1,cb-bot1-2-x,77,t2',
      '2026-03-04T05:07:37.890Z,live-binance,live,withdrawal,,,,,,BTC,-0.002,,,,,,w1',
    ])
  })

  it('is what Koinly imports, with a fee that the exchange paid as a reward', () => {
    expect(linesOf(tradeHistory(history(), 'koinly', ALWAYS))).toEqual([
      'Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash',
      '2026-03-04 05:06:07 UTC,,,50.5,USDT,,,,,,"live-binance (live), d1",',
      '2026-03-04 05:06:07 UTC,300,USDT,0.01,BTC,0.3,USDT,,,,"live-binance (live), bot1, order cb-bot1-1-e",',
      '2026-03-04 05:07:07 UTC,0.01,BTC,300,USDT,,,,,,"live-binance (live), bot1, order cb-bot1-2-x",',
      '2026-03-04 05:07:07 UTC,,,0.00012345,BNB,,,,,reward,"live-binance (live), bot1, order cb-bot1-2-x",',
      '2026-03-04 05:07:37 UTC,0.002,BTC,,,,,,,,"live-binance (live), w1",',
    ])
  })

  it('is what CoinTracker imports', () => {
    expect(linesOf(tradeHistory(history(), 'cointracker', ALWAYS))).toEqual([
      'Date,Received Quantity,Received Currency,Sent Quantity,Sent Currency,Fee Amount,Fee Currency,Tag',
      '03/04/2026 05:06:07,50.5,USDT,,,,,',
      '03/04/2026 05:06:07,0.01,BTC,300,USDT,0.3,USDT,',
      '03/04/2026 05:07:07,300,USDT,0.01,BTC,,,',
      '03/04/2026 05:07:07,0.00012345,BNB,,,,,',
      '03/04/2026 05:07:37,,,0.002,BTC,,,',
    ])
  })

  it('is of a period, of which the end is not part', () => {
    const period = { from: TIME, until: TIME + 60_000 }
    const [, ...rows] = linesOf(tradeHistory(history(), 'cointracker', period))
    expect(rows).toEqual(['03/04/2026 05:06:07,0.01,BTC,300,USDT,0.3,USDT,'])
  })

  it('is nothing but the names of its columns where nothing happened', () => {
    const empty = history({ fills: [], transfers: [] })
    for (const layout of ['csv', 'koinly', 'cointracker'] as const) {
      expect(linesOf(tradeHistory(empty, layout, ALWAYS))).toHaveLength(1)
    }
  })
})
