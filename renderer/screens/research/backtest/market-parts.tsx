import type { CandleSeries } from '../../../../app/contract/research.ts'
import { ExitFields } from '../../../components/bot-fields/exit-fields.tsx'
import { SizingFields } from '../../../components/bot-fields/sizing-fields.tsx'
import { CandleFields } from './candle-fields.tsx'
import { CostFields } from './cost-fields.tsx'
import { FillFields } from './fill-fields.tsx'
import type { BacktestForms } from './use-backtest-forms.ts'

type MarketPartsProps = {
  readonly forms: BacktestForms
  readonly list: readonly CandleSeries[]
  readonly reload: () => Promise<readonly CandleSeries[]>
}

/** All that a run needs beside its strategy: candles, money, costs, size and exits. */
export function MarketParts({ forms, list, reload }: MarketPartsProps) {
  const { bot, run, series, chooseSeries } = forms
  const symbol = run.watch('symbol')
  const [base = '', quote = ''] = symbol.split('/')
  const chooseImport = async (importId: string) => {
    const added = (await reload()).find(
      ({ choice }) => choice.kind === 'import' && choice.importId === importId,
    )
    if (added) chooseSeries(added)
  }
  return (
    <>
      <CandleFields
        form={run}
        list={list}
        series={series}
        onSeries={chooseSeries}
        onImport={chooseImport}
      />
      <CostFields form={run} quote={quote}>
        <FillFields {...{ form: run, list, series }} />
      </CostFields>
      <SizingFields form={bot} decides={forms.strategy.decides} base={base} quote={quote} />
      <ExitFields form={bot} />
    </>
  )
}
