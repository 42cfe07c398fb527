import { expect, it } from 'vitest'
import { paneAt, withPane } from './panes.ts'

const WATCHED = ['BTC/USDT', 'ETH/USDT']
const SOL = { symbol: 'SOL/USDT', timeframe: '5m' } as const
const of = (symbol: string) => ({ symbol, timeframe: '1h' as const })

it('shows what is watched as long as nothing else was chosen', () => {
  expect(paneAt([], WATCHED, 1)).toEqual(of('ETH/USDT'))
  expect(paneAt([SOL], WATCHED, 0)).toBe(SOL)
  expect(paneAt([], WATCHED, 2)).toBeUndefined()
})

it('changes one chart, and leaves the others as they are shown', () => {
  expect(withPane([], WATCHED, { place: 1, pane: SOL })).toEqual([of('BTC/USDT'), SOL])
  expect(withPane([SOL], WATCHED, { place: 3, pane: SOL })).toEqual([SOL, of('ETH/USDT'), SOL, SOL])
  const four = [SOL, SOL, SOL, SOL]
  expect(withPane(four, WATCHED, { place: 0, pane: of('ADA/USDT') })).toEqual([
    ...[of('ADA/USDT'), SOL, SOL, SOL],
  ])
})
