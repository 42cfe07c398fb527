import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleFill,
  sampleIntent,
} from '../../domain/sample-market.fixture.ts'
import { AccountStores } from '../account-stores.ts'
import { failureOf } from '../failure-of.fixture.ts'
import { LEDGER_FILE } from '../ledger-file.ts'
import { nthOrder } from '../nth-order.fixture.ts'
import { openDatabase } from '../open-database.ts'
import { executeIn, rowsIn } from '../raw-database.fixture.ts'
import { temporaryFolder } from '../temporary-folder.fixture.ts'
import { ledger0001 } from './0001-ledger.ts'

const RECORD = `{"mode":"paper","title":"Binance","startingBalance":"10000","market":{"symbol":"BTC/USDT",
  "base":"BTC","quote":"USDT","priceDecimals":2,"priceTick":"0.01","quantityStep":"0.00001",
  "quantityMin":"0.00001","notionalMin":"5"}}`

/** An account as version 0.1 left it. */
function firstVersion(sql = ''): string {
  const directory = temporaryFolder()
  const path = join(directory, LEDGER_FILE)
  openDatabase(path, { migrations: [ledger0001], synchronous: 'FULL' }).close()
  executeIn(path, `INSERT INTO facts VALUES ('account', '${RECORD}'); ${sql}`)
  return directory
}

/** The columns of an order of the first version. */
function orderRow(index: number, state: string): string {
  const { clientOrderId, createdAt } = nthOrder(index)
  return `('${clientOrderId}', 'bot1-${index}-e', 'bot1', 'BTC/USDT', 'buy', 'enter', 'limit', '0.1',
    '29999.99', 'x-${index}', '${state}', '0.05', '1500', NULL, ${createdAt}, ${createdAt})`
}

function migratedOrder(index: number, state: 'open' | 'filled') {
  const intent = sampleIntent({
    intentId: `bot1-${index}-e`,
    type: 'limit',
    limitPrice: price('29999.99'),
  })
  const [filledQuantity, filledCost] = [quantity('0.05'), money('1500')]
  const sent = { payload: null, exchangeOrderId: `x-${index}`, filledQuantity, filledCost }
  return nthOrder(index, { intent, state, ...sent })
}

it('keeps the orders, and knows which of them are settled', () => {
  const states = ['filled', 'open', 'rejected', 'cancelled', 'absent', 'unresolved'] as const
  const rows = states.map((state, index) => orderRow(index, state))
  const directory = firstVersion(`INSERT INTO orders VALUES ${rows.join(', ')}`)
  const stores = new AccountStores(directory)
  const ledger = stores.ledger()
  expect(ledger.loadRecentOrders(9)).toHaveLength(states.length)
  expect(ledger.loadOrder('cb-bot1-0-e')).toEqual(migratedOrder(0, 'filled'))
  expect(ledger.loadOpenOrders().map(({ state }) => state)).toEqual(['open', 'unresolved'])
  expect(ledger.loadOrderByExchangeId('BTC/USDT', 'x-1')).toEqual(migratedOrder(1, 'open'))
  stores.close()
})

it('keeps the fills, whose fees were in the quote currency', () => {
  const directory = firstVersion(`INSERT INTO orders VALUES ${orderRow(1, 'open')};
    INSERT INTO fills VALUES
      ('f1', 'cb-bot1-1-e', 'x-1', 'bot1', 'BTC/USDT', 'buy', '30000', '0.05', '1500', '1.5', 'taker', 7),
      ('f0', 'cb-bot1-1-e', 'x-1', 'bot1', 'BTC/USDT', 'buy', '30000', '0.05', '1500', '0', 'maker', 7)`)
  const stores = new AccountStores(directory)
  const plain = {
    clientOrderId: 'cb-bot1-1-e',
    exchangeOrderId: 'x-1',
    quantity: quantity('0.05'),
    cost: money('1500'),
    feeCurrency: 'USDT',
    time: 7,
  }
  expect(stores.ledger().loadFills()).toEqual([
    sampleFill({ ...plain, fillId: 'f1', fee: money('1.5') }),
    sampleFill({ ...plain, fillId: 'f0', fee: money('0'), liquidity: 'maker' }),
  ])
  stores.close()
})

it('turns deposits into transfers and loses none', () => {
  const directory = firstVersion(`INSERT INTO deposits (currency, amount, time) VALUES
    ('USDT', '10000.00000001', 7), ('BTC', '1', 8), ('USDT', '5', 9)`)
  const stores = new AccountStores(directory)
  const kind = 'opening'
  const transfers = [
    { reference: 'opening-USDT', kind, currency: 'USDT', amount: money('10000.00000001'), time: 7 },
    { reference: 'opening-BTC', kind, currency: 'BTC', amount: money('1'), time: 8 },
    { reference: 'opening-USDT-2', kind, currency: 'USDT', amount: money('5'), time: 9 },
  ]
  expect(stores.ledger().loadTransfers()).toEqual(transfers)
  stores.close()
  const path = join(directory, LEDGER_FILE)
  expect(rowsIn(path, "SELECT 1 FROM sqlite_schema WHERE name = 'deposits'")).toEqual([])
  expect(rowsIn(path, 'PRAGMA foreign_key_check')).toEqual([])
})

it("takes the account's market out of its record, and tells it how its orders' ids begin", () => {
  const stores = new AccountStores(firstVersion())
  expect([...stores.markets.all()]).toEqual([SAMPLE_MARKET])
  expect(stores.loadRecord()).toEqual({
    mode: 'paper',
    title: 'Binance',
    startingBalance: money('10000'),
    idPrefix: 'cb',
    market: SAMPLE_MARKET,
  })
  stores.close()
})

it.each(['{', '{}', '[]', 'null', '{"market":{"symbol":"BTC/USDT"}}', '{"market":"BTC"}'])(
  'leaves it to the reader to call a record damaged: %s',
  (value) => {
    const directory = firstVersion(`UPDATE facts SET value = '${value}'`)
    const read = () => {
      const stores = new AccountStores(directory)
      try {
        stores.loadRecord()
      } finally {
        stores.close()
      }
    }
    expect(failureOf(read).reason).toBe('damaged')
  },
)

it('begins an account that never was written like a new one', () => {
  const stores = new AccountStores(firstVersion('DELETE FROM facts'))
  expect(stores.loadRecord()).toBeUndefined()
  expect([...stores.markets.all()]).toEqual([])
  stores.close()
})
