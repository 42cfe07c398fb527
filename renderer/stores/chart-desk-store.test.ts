import { expect, it } from 'vitest'
import { FIRST_DESK } from '../../app/contract/chart-desk.ts'
import { createChartDeskStore } from './chart-desk-store.ts'

const BTC = { symbol: 'BTC/USDT', timeframe: '1h' } as const
const ETH = { symbol: 'ETH/USDT', timeframe: '1m' } as const

it('begins as a profile does that never kept anything', () => {
  expect(createChartDeskStore().getState()).toMatchObject({ ...FIRST_DESK, isLoaded: false })
})

it('keeps what each chart shows, by exchange', () => {
  const store = createChartDeskStore()
  const { setPanes, show } = store.getState()
  setPanes('binance', [BTC, ETH])
  setPanes('kraken', [ETH])
  show(4)
  setPanes('binance', [ETH])
  expect(store.getState()).toMatchObject({ count: 4, panes: { binance: [ETH], kraken: [ETH] } })
})

it('changes a part of the look and leaves the rest', () => {
  const store = createChartDeskStore()
  store.getState().loaded({ ...FIRST_DESK, count: 2 })
  store.getState().changeLook({ scale: 'log' })
  const { look, count, isLoaded } = store.getState()
  expect({ look, count, isLoaded }).toEqual({
    ...{ look: { ...FIRST_DESK.look, scale: 'log' }, count: 2, isLoaded: true },
  })
})
