import type { BacktestFigures } from '../../../../app/contract/research.ts'
import { sizingSetupWords } from '../../../../app/contract/sizing-words.ts'
import { Facts } from '../../../components/facts.tsx'
import { formatDecimal, formatMoney } from '../../../format/decimal.ts'
import { durationWords } from '../../../format/duration.ts'
import { formatMinute } from '../../../format/time.ts'
import { exitWords, parameterWords } from '../../../format/words.ts'

/** What was tested, so that it can be repeated. */
export function SetupPanel({ document }: { readonly document: BacktestFigures }) {
  const { setup, range } = document
  const [base = '', quote = ''] = setup.symbol.split('/')
  const [bot] = setup.bots
  return (
    <div className="grid h-full grid-cols-2 gap-x-12 overflow-y-auto p-4">
      <Facts
        facts={[
          { term: 'Market', value: `${marketWords(setup)}, ${setup.timeframe} candles` },
          { term: 'From', value: formatMinute(range.from) },
          { term: 'To', value: formatMinute(range.to) },
          { term: 'Candles', value: formatDecimal(String(document.candles), 0) },
          { term: 'Source', value: setup.candles.name },
          ...(setup.finer
            ? [
                {
                  term: 'Filled inside by',
                  value: `${setup.finer.name}, ${setup.finer.timeframe}`,
                },
              ]
            : []),
          { term: 'Cash', value: `${formatMoney(setup.cash, quote)} ${quote}` },
          ...costFacts(setup.costs),
          { term: 'Took', value: durationWords(document.elapsedMs) },
        ]}
      />
      {bot && (
        <Facts
          facts={[
            { term: 'Strategy', value: bot.strategyId },
            ...Object.entries(bot.parameters).map(([key, value]) => ({
              term: parameterWords(key),
              value: String(value),
            })),
            { term: 'Size', value: sizingSetupWords(bot.sizing, { base, quote }) },
            { term: 'Exits', value: exitWords(bot.exits) },
          ]}
        />
      )}
    </div>
  )
}

function marketWords({ symbol, otherSymbols }: BacktestFigures['setup']): string {
  return [symbol, ...otherSymbols].join(' and ')
}

function costFacts(costs: BacktestFigures['setup']['costs']) {
  const percent = (bps: number) => `${bps / 100} %`
  return [
    { term: 'Fee', value: percent(costs.takerFeeBps) },
    ...(costs.makerFeeBps === costs.takerFeeBps
      ? []
      : [{ term: 'Fee of limit orders', value: percent(costs.makerFeeBps) }]),
    { term: 'Spread', value: percent(costs.spreadBps) },
    { term: 'Slippage', value: percent(costs.slippageBps) },
    ...(costs.latencyMs === 0 ? [] : [{ term: 'Delay', value: durationWords(costs.latencyMs) }]),
    ...(costs.volumePercent === null
      ? []
      : [{ term: 'At most', value: `${costs.volumePercent} % of a candle’s volume` }]),
  ]
}
