import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatAmount } from '../../domain/amount.ts'
import { formatPrice } from '../../domain/price.ts'
import { anyCandles, anyQuantity, signedMoney } from '../../domain/sample-arbitraries.fixture.ts'
import { SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { CandleArchive } from '../candle-archive.ts'
import { MARKET_DATABASE } from '../market-file.ts'
import { openDatabase } from '../open-database.ts'
import { SqliteCandleStore } from '../sqlite-candle-store.ts'
import { temporaryFolderInMemory } from '../temporary-folder.fixture.ts'
import { market0001 } from './0001-market.ts'

it('keeps the candles and the equity of an account that had them in rows of text', () => {
  const folder = temporaryFolderInMemory()
  let count = 0
  fc.assert(
    fc.property(
      anyCandles(6),
      fc.array(anyQuantity, { minLength: 6, maxLength: 6 }),
      fc.array(fc.option(signedMoney), { minLength: 6, maxLength: 6 }),
      (shapes, volumes, equity) => {
        const candles = shapes.map((candle, at) => ({
          ...candle,
          volume: volumes[at] ?? candle.volume,
        }))
        count += 1
        const path = join(folder, `${count}.db`)
        const old = openDatabase(path, { ...MARKET_DATABASE, migrations: [market0001] })
        const insert = old.prepare('INSERT INTO candles VALUES (?, ?, ?, ?, ?, ?, ?)')
        for (const [at, { openTime, open, high, low, close, volume }] of candles.entries()) {
          const prices = [open, high, low, close].map((price) => formatPrice(SAMPLE_MARKET, price))
          const worth = equity[at] ?? null
          insert.run(
            ...[
              openTime,
              ...prices,
              formatAmount(volume),
              worth === null ? null : formatAmount(worth),
            ],
          )
        }
        old.close()
        const database = openDatabase(path, MARKET_DATABASE)
        try {
          const store = new SqliteCandleStore(database, SAMPLE_MARKET, () => undefined)
          expect(store.loadRecentCandles(9)).toEqual(candles)
          const kept = equity.flatMap((worth, at) =>
            worth === null ? [] : [{ time: candles[at]?.openTime, equity: worth }],
          )
          expect(store.loadRecentEquity(9)).toEqual(kept)
        } finally {
          database.close()
        }
      },
    ),
    { numRuns: 60 },
  )
})

it('reads the candles of an account that nobody has opened since', () => {
  const path = join(temporaryFolderInMemory(), 'market.db')
  const old = openDatabase(path, { ...MARKET_DATABASE, migrations: [market0001] })
  const insert = old.prepare("INSERT INTO candles VALUES (?, '1.5', '2', '1', '1.75', '7', NULL)")
  for (const minute of [0, 1, 2]) insert.run(minute * 60_000)
  old.close()
  const archive = new CandleArchive(path)
  try {
    expect(archive.extent()).toEqual({ timeframe: '1m', candles: 3, from: 0, to: 120_000 })
    expect(archive.read({ priceDecimals: 2 }, 60_000, 120_000)).toMatchObject([
      { openTime: 60_000, open: 150, high: 200, low: 100, close: 175 },
    ])
  } finally {
    archive.close()
  }
})
