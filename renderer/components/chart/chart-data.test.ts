import { describe, expect, it } from 'vitest'
import type { FillView } from '../../../app/contract/engine-view.ts'
import { candleData, equityData, indexFrom, lineData, volumeData } from './chart-data.ts'
import { tradeMarkers } from './trade-markers.ts'

const COLOURS = { up: 'green', down: 'red' }

const CANDLES = {
  openTime: [1_000, 2_000, 3_000],
  open: [10, 11, 12],
  high: [12, 13, 14],
  low: [9, 10, 11],
  close: [11, 10, 13],
  volume: [1, 2, 3],
  lines: { fast: [null, 10.5, 11] },
}

function fill(changes: Partial<FillView>): FillView {
  return {
    fillId: 'fill-1',
    clientOrderId: 'order-1',
    botId: 'cross',
    symbol: 'BTC/USDT',
    side: 'buy',
    price: '10',
    quantity: '1',
    cost: '10',
    fee: '0.01',
    feeCurrency: 'USDT',
    liquidity: 'taker',
    time: 2_500,
    ...changes,
  }
}

describe('chart data', () => {
  it('turns columns into candles from an index on', () => {
    expect(candleData(CANDLES, 2)).toEqual([{ time: 3, open: 12, high: 14, low: 11, close: 13 }])
  })

  it('colours volume by its candle', () => {
    const colours = volumeData(CANDLES, 0, COLOURS).map((point) => point.color)
    expect(colours).toEqual(['green', 'red', 'green'])
  })

  it('leaves a gap in a line that warms up', () => {
    expect(lineData(CANDLES, 'fast', 0)).toEqual([
      { time: 1 },
      { time: 2, value: 10.5 },
      { time: 3, value: 11 },
    ])
  })

  it('keeps one equity point a second, the last one', () => {
    const equity = { time: [1_000, 1_400, 2_000], equity: [1, 2, 3] }
    expect(equityData(equity, 0)).toEqual([
      { time: 1, value: 2 },
      { time: 2, value: 3 },
    ])
  })

  it('finds where new candles begin', () => {
    expect(indexFrom(CANDLES.openTime, 3_000)).toBe(2)
    expect(indexFrom(CANDLES.openTime, 4_000)).toBe(3)
    expect(indexFrom(CANDLES.openTime, 0)).toBe(0)
  })
})

describe('tradeMarkers', () => {
  it('puts a buy below the candle it filled in', () => {
    const [marker] = tradeMarkers([fill({})], CANDLES.openTime, COLOURS)
    expect(marker).toMatchObject({ time: 2, position: 'belowBar', shape: 'arrowUp' })
  })

  it('puts a sell above it', () => {
    const [marker] = tradeMarkers([fill({ side: 'sell' })], CANDLES.openTime, COLOURS)
    expect(marker).toMatchObject({ time: 2, position: 'aboveBar', shape: 'arrowDown' })
  })

  it('marks the partial fills of one order once a candle', () => {
    const fills = [fill({}), fill({ fillId: 'fill-2' }), fill({ fillId: 'fill-3', time: 3_100 })]
    expect(tradeMarkers(fills, CANDLES.openTime, COLOURS)).toHaveLength(2)
  })

  it('leaves out a fill older than the candles shown', () => {
    expect(tradeMarkers([fill({ time: 500 })], CANDLES.openTime, COLOURS)).toEqual([])
  })
})
