import type { Candle } from '../../domain/candle.ts'
import {
  MINUTE_MS,
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../../domain/sample-market.fixture.ts'
import type { ExchangeBench } from '../exchange-bench.fixture.ts'
import { describeExchangeClient } from '../exchange-client.suite.ts'
import { ManualClock } from '../manual-clock.ts'
import { RecordingListener } from '../recording-listener.fixture.ts'
import { PaperExchange } from './paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from './paper-rules.ts'
import { PaperWallet } from './paper-wallet.ts'

/** Ten times what the exchange lets us be part of. */
const VOLUME_SHARE = 10

describeExchangeClient('a simulated exchange', async () => {
  const clock = new ManualClock(SAMPLE_START)
  const client = new PaperExchange({
    market: SAMPLE_MARKET,
    rules: DEFAULT_PAPER_RULES,
    clock,
    timeframeMs: MINUTE_MS,
    wallet: new PaperWallet([
      ['BTC', money('10')],
      ['USDT', money('100000')],
    ]),
  })
  const heard = new RecordingListener()
  client.connect(heard)
  let candles = 0
  const trade = (at: string, volume = '100') => {
    const share = quantity(String(Number(volume) * VOLUME_SHARE))
    const candle: Candle = sampleCandle(candles, at, { volume: share, close: price(at) })
    candles += 1
    clock.advance(MINUTE_MS)
    client.onCandle(candle, true)
  }
  return { client, heard, market: SAMPLE_MARKET, trade, world: null } satisfies ExchangeBench
})
