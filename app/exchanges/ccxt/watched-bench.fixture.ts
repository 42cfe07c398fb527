import { onTestFinished } from 'vitest'
import { FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import { systemClock } from '../system-clock.ts'
import { WatchedExchange } from './watched-exchange.ts'

/** A fake exchange whose time stands still, and somebody who watches it until the test is over. */
export async function watchedBench(startTime: number) {
  const exchange = new FakeBinance({ speed: 0, startTime })
  await exchange.start()
  const opened = await WatchedExchange.open({
    ...{ exchangeId: 'binance', baseUrl: exchange.url, clock: systemClock },
  })
  if (!opened.ok) throw new Error(opened.error.message)
  const watched = opened.value
  onTestFinished(async () => {
    watched.close()
    await exchange.stop()
  })
  return { exchange, watched }
}
