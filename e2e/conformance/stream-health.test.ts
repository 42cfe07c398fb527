import { expect, it } from 'vitest'
import { eventually } from '../../app/exchanges/exchange-bench.fixture.ts'
import { openFakeBench } from './fake-bench.fixture.ts'
import { FAKES } from './fakes.ts'

/** A book is asked for when it was silent for five seconds, and old when that brings nothing either. */
const PATIENT = { timeout: 25_000 }

it.each(FAKES)(
  'the age of all that $exchangeId tells is known, and shows that it is cut off',
  async (fake) => {
    const { client, world } = await openFakeBench(fake)
    const streams = () =>
      client.health().streams.map(({ news, symbol, isStale, ageMs }) => ({
        ...{ news, symbol, isStale },
        isHeard: ageMs !== null && ageMs >= 0,
      }))
    client.readBook('BTC/USDT')
    client.watchPrices(['ETH/USDT'])
    await eventually(streams).toEqual([
      { news: 'account', symbol: null, isStale: false, isHeard: expect.any(Boolean) },
      { news: 'order book', symbol: 'BTC/USDT', isStale: false, isHeard: true },
      { news: 'price', symbol: 'ETH/USDT', isStale: false, isHeard: true },
    ])
    await world.goAway()
    const isStale = (wanted: string) => streams().find(({ news }) => news === wanted)?.isStale
    await expect.poll(() => isStale('account'), PATIENT).toBe(true)
    await expect.poll(() => isStale('order book'), PATIENT).toBe(true)
  },
  60_000,
)
