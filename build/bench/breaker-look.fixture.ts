import { Session } from 'node:inspector/promises'
import { z } from 'zod'
import type { Money } from '../../app/domain/amount.ts'
import type { Price } from '../../app/domain/price.ts'
import {
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../../app/domain/sample-market.fixture.ts'
import { tradingBench } from '../../app/engine/trading-bench.fixture.ts'
import { ScriptedExchange } from '../../app/exchanges/scripted-exchange.fixture.ts'
import { breakersFor } from '../../app/risk/all-breakers.ts'

/** Until the compiler has seen enough of it. */
const WARM_UP = 300_000
const LOOKS = 1_000_000
const KINDS = 1_024
/** All of them within a day: when one ends, its marks are noted. */
const BETWEEN_MS = 20

type Node = { selfSize: number; url: string; children: Node[] }
const node: z.ZodType<Node> = z.lazy(() =>
  z
    .object({
      selfSize: z.number(),
      callFrame: z.object({ url: z.string() }),
      children: z.array(node),
    })
    .transform(({ selfSize, callFrame, children }) => ({ selfSize, url: callFrame.url, children })),
)

/** Prints how many bytes a look of all breakers at a candle takes in our own code, freed ones included. */
const { engine, send } = tradingBench({
  exchange: new ScriptedExchange(),
  parts: {
    breakers: breakersFor({ hasExchangeClock: false, hasBook: false, isProcessWatched: false }),
  },
})
send(sampleCandle(0, '30000'))
const first = sampleCandle(1, '30000')
const candles = Array.from({ length: KINDS }, (_, index) => ({
  ...first,
  close: (Number(first.close) + (index % 50)) as Price,
}))
const equities = Array.from({ length: KINDS }, (_, index) => {
  return (1_000_000_000_000 - ((index * 7_919) % 1_000) * 1_234_567) as Money
})

function look(count: number): void {
  let closedAt = SAMPLE_START + 120_000
  for (let index = 0; index < count; index += 1) {
    const [candle = first, equity] = [candles[index % KINDS], equities[index % KINDS]]
    closedAt += BETWEEN_MS
    if (equity !== undefined) engine.guard.candleSeen(SAMPLE_MARKET, candle, closedAt, equity)
  }
}

look(WARM_UP)
if (engine.guard.trips.length > 0) throw new Error('all was to be well')
const session = new Session()
session.connect()
const sampling = {
  samplingInterval: 2_048,
  includeObjectsCollectedByMajorGC: true,
  includeObjectsCollectedByMinorGC: true,
}
await session.post('HeapProfiler.startSampling', sampling)
look(LOOKS)
const { profile } = await session.post('HeapProfiler.stopSampling')
console.log(bytesBelow(node.parse(profile.head)) / LOOKS)

/** In the application, without what this loop hands to it. */
function bytesBelow({ selfSize, url, children }: Node): number {
  const own = url.includes('/app/') ? selfSize : 0
  return children.reduce((sum, child) => sum + bytesBelow(child), own)
}
