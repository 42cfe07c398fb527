import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { failure, success } from '../../app/domain/result.ts'
import { sampleCandle } from '../../app/domain/sample-market.fixture.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { MarketDesk } from './market-desk.ts'

const MARKET = {
  ...{ symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT' },
  ...{ timeframes: ['1m' as const], priceDecimals: 2 },
}
const AWAY = { code: 'exchange-unreachable', message: 'It is away.', action: 'Wait.' }

function bench() {
  const directory = temporaryFolder()
  const state = { isAway: false, asked: 0 }
  const catalog = {
    listExchanges: async () => [],
    listMarkets: async () => {
      state.asked += 1
      return state.isAway ? failure(AWAY) : success([MARKET])
    },
  }
  const path = join(directory, 'markets', 'binance.json')
  const list = (baseUrl?: string) =>
    new MarketDesk(directory, catalog).answers.listMarkets({ exchangeId: 'binance', baseUrl })
  return { state, path, list }
}

/** As if it had been asked for two hours ago. */
function makeOld(path: string): void {
  const kept = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...kept, askedAt: kept.askedAt - 7_200_000 }))
}

it('asks for the list of markets once an hour, also across restarts', async () => {
  const { state, path, list } = bench()
  expect(await list()).toEqual(success([MARKET]))
  expect(await list()).toEqual(success([MARKET]))
  expect(state.asked).toBe(1)
  makeOld(path)
  expect(await list()).toEqual(success([MARKET]))
  expect(state.asked).toBe(2)
})

it('lists what was listed last time while the exchange is away', async () => {
  const { state, path, list } = bench()
  await list()
  makeOld(path)
  state.isAway = true
  expect(await list()).toEqual(success([MARKET]))
})

it('says why there is no list when there never was one, or one from another address', async () => {
  const { state, list } = bench()
  await list()
  state.isAway = true
  expect(await list('http://127.0.0.1:9')).toEqual(failure(AWAY))
})

it('asks anew where the kept list cannot be read', async () => {
  const { state, path, list } = bench()
  await list()
  writeFileSync(path, '{"askedAt": tomorrow')
  expect(await list()).toEqual(success([MARKET]))
  expect(state.asked).toBe(2)
})

it('shows what is stored of a market where its exchange is away, and says why', async () => {
  const directory = temporaryFolder()
  const library = new CandleLibrary(new ProfilePaths(directory).candles)
  const series = { exchange: 'binance', symbol: 'BTC/USDT', timeframe: '1m' } as const
  library.write({ ...series, timeframeMs: 60_000 }, [sampleCandle(0, '30000.25')], 2)
  library.close()
  const desk = new MarketDesk(directory)
  onTestFinished(() => desk.close())
  const ask = (symbol: string) =>
    desk.answers.loadMarketCandles({
      ...{ exchangeId: 'binance', baseUrl: 'http://127.0.0.1:9', symbol, timeframe: '1m' },
      ...{ edge: { kind: 'newest' }, count: 10 },
    })
  expect(await ask('BTC/USDT')).toMatchObject({
    ok: true,
    value: {
      candles: { close: new Float64Array([30_000.25]) },
      storedBecause: { code: 'exchange-unreachable' },
    },
  })
  expect(await ask('ETH/USDT')).toMatchObject({
    ok: false,
    error: { code: 'exchange-unreachable' },
  })
})
