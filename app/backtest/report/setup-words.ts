import type { BacktestSetup } from '../../contract/backtest-document.ts'
import type { SizingSetup } from '../../contract/sizing-setup.ts'
import { assertNever } from '../../domain/assert.ts'

type TestedBot = BacktestSetup['bots'][number]

/** sma-cross (fast 10, slow 30) on BTC/USDT, 1h candles */
export function headlineOf({ bots, symbol, otherSymbols, timeframe }: BacktestSetup): string {
  const markets = [symbol, ...otherSymbols].join(', ')
  return `${bots.map(strategyWords).join(', ')} on ${markets}, ${timeframe} candles`
}

export function strategyWords({ strategyId, parameters }: TestedBot): string {
  const given = Object.entries(parameters).map(([key, value]) => `${key} ${value}`)
  return given.length === 0 ? strategyId : `${strategyId} (${given.join(', ')})`
}

export function costWords({ costs }: BacktestSetup): string {
  const { takerFeeBps, makerFeeBps, spreadBps, slippageBps, latencyMs, volumePercent } = costs
  const fees =
    takerFeeBps === makerFeeBps
      ? `fee ${takerFeeBps} bps`
      : `fee ${takerFeeBps} bps to take and ${makerFeeBps} to wait`
  const volume = volumePercent === null ? 'no volume limit' : `${volumePercent} % of the volume`
  const latency = latencyMs === 0 ? 'no latency' : `${latencyMs} ms of latency`
  return `${fees}, spread ${spreadBps} bps, slippage ${slippageBps} bps, ${latency}, ${volume}`
}

export function sizeWords({ sizing, exits }: TestedBot, quote: string): string {
  const words = [sizingWords(sizing, quote)]
  if (exits.stopPercent !== null) words.push(`stop ${exits.stopPercent} %`)
  if (exits.targetPercent !== null) words.push(`target ${exits.targetPercent} %`)
  if (exits.trailingPercent !== null) words.push(`trailing stop ${exits.trailingPercent} %`)
  return words.join(', ')
}

function sizingWords(sizing: SizingSetup, quote: string): string {
  switch (sizing.kind) {
    case 'fixed-amount':
      return `${sizing.quantity} each time`
    case 'fixed-quote':
      return `for ${sizing.amount} ${quote} each time`
    case 'percent-of-equity':
      return `${sizing.percent} % of the equity`
    case 'risk-percent':
      return `${sizing.percent} % of the equity at risk`
    case 'volatility-target':
      return `${sizing.percent} % of the equity for ${sizing.multiple} average ranges of ${sizing.period} candles`
    case 'kelly':
      return `${sizing.fraction} of what Kelly stakes, at most ${sizing.percentMax} %`
    default:
      return assertNever(sizing)
  }
}
