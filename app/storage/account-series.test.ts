import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import { DEMO_MARKET, demoCandles } from '../exchanges/demo/demo-candles.ts'
import { listAccountSeries, readAccountSeries } from './account-series.ts'
import { AccountStores } from './account-stores.ts'
import { ProfilePaths } from './profile-paths.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const ETHER: Market = { ...DEMO_MARKET, symbol: 'ETH/USDT', base: 'ETH' }
const CANDLES = demoCandles(7, 0, 20)

/** An account as an engine leaves it behind. */
function account(paths: ProfilePaths, id: string, write: (stores: AccountStores) => void) {
  const stores = new AccountStores(paths.account(id))
  const startingBalance = 1_000_000_000_000 as Money
  stores.createAccount(
    { mode: 'paper', title: 'Binance', startingBalance, idPrefix: 'cb', market: DEMO_MARKET },
    [],
    0,
  )
  write(stores)
  stores.close()
}

function put(store: { appendHistory(candles: readonly Candle[]): void }) {
  store.appendHistory(CANDLES)
}

describe('the candles that accounts have stored', () => {
  it('are listed by market, and read within a range', () => {
    const paths = new ProfilePaths(temporaryFolder())
    account(paths, 'paper-binance-btc-usdt-1m', (stores) => put(stores.candles(DEMO_MARKET)))
    account(paths, 'testnet-binance', (stores) => {
      stores.ledger().saveMarket(ETHER)
      put(stores.seriesCandles(ETHER, '1m'))
    })
    const series = listAccountSeries(paths)
    expect(
      series.map(({ accountId, market, timeframe }) => [accountId, market.symbol, timeframe]),
    ).toEqual([
      ['paper-binance-btc-usdt-1m', 'BTC/USDT', '1m'],
      ['testnet-binance', 'ETH/USDT', '1m'],
    ])
    const [first] = series
    if (first === undefined) throw new Error('there is none')
    expect(first).toMatchObject({
      candles: 20,
      from: CANDLES[0]?.openTime,
      to: CANDLES[19]?.openTime,
    })
    const [from, until] = [CANDLES[3]?.openTime ?? 0, CANDLES[6]?.openTime ?? 0]
    expect(readAccountSeries(first, from, until)).toEqual(CANDLES.slice(3, 6))
  })

  it('are left out where they are to be had elsewhere, were put aside, are too few, or cannot be read', () => {
    const paths = new ProfilePaths(temporaryFolder())
    for (const id of ['demo-7', 'replay-1-btc-usdt', 'paper-a-archived-1', 'paper-b-new']) {
      account(paths, id, (stores) => put(stores.candles(DEMO_MARKET)))
    }
    account(paths, 'paper-empty', () => undefined)
    account(paths, 'paper-damaged', (stores) => put(stores.candles(DEMO_MARKET)))
    writeFileSync(join(paths.account('paper-damaged'), 'ledger.db'), 'no database')
    expect(listAccountSeries(paths)).toEqual([])
  })

  it('are none in a profile without accounts', () => {
    expect(listAccountSeries(new ProfilePaths(temporaryFolder()))).toEqual([])
  })
})
