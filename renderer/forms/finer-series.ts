import type { CandleSeries } from '../../app/contract/research.ts'

const MINUTES: Readonly<Record<CandleSeries['timeframe'], number>> = {
  ...{ '1m': 1, '5m': 5, '15m': 15, '30m': 30, '1h': 60, '4h': 240, '1d': 1_440 },
}

/** Whether candles of one series could fill inside those of another. */
export function isFiner(finer: CandleSeries, tested: CandleSeries): boolean {
  const [whole, part] = [MINUTES[tested.timeframe], MINUTES[finer.timeframe]]
  return part < whole && whole % part === 0
}
