import type { UseFormReturn } from 'react-hook-form'
import { type CandleSeries, COST_LIMITS } from '../../../../app/contract/research.ts'
import { NumberField } from '../../../components/bot-fields/number-field.tsx'
import { keyOf, type RunFields } from '../../../forms/backtest-form.ts'
import { isFiner } from '../../../forms/finer-series.ts'
import { SeriesSelect } from './series-select.tsx'

type FillFieldsProps = {
  readonly form: UseFormReturn<RunFields>
  readonly list: readonly CandleSeries[]
  readonly series: CandleSeries
}

/** How orders are filled where more is known, or less is to be hoped for, than a candle tells. */
export function FillFields({ form, list, series }: FillFieldsProps) {
  const { choice } = form.watch('finer') ?? { choice: null }
  const finer = list.filter((one) => isFiner(one, series))
  const { message } = form.formState.errors.finer ?? {}
  return (
    <details className="group">
      <summary className="cursor-pointer text-small text-accent">More about fills</summary>
      <div className="mt-3 flex flex-col gap-3">
        {finer.length > 0 || choice !== null ? (
          <SeriesSelect
            label="Filled inside by"
            help="Shorter candles of the same market say what came first inside a candle."
            none="Nothing: the worse of high and low"
            list={finer}
            chosen={choice === null ? '' : keyOf(choice)}
            onChoose={(chosen) => form.setValue('finer', chosen && { choice: chosen.choice })}
          />
        ) : (
          <p className="text-ink-soft text-small">
            Bring in a file of shorter candles of the same market, and orders can be filled by those
            inside a candle.
          </p>
        )}
        {message && (
          <p role="alert" className="text-danger text-small">
            {message}
          </p>
        )}
        <NumberField
          isOptional
          form={form}
          name="costs.makerFeePercent"
          label="Limit orders pay"
          unit="%"
          help="Of those that waited. Empty: the same fee."
          limits={{ ...COST_LIMITS, step: 0.001 }}
        />
        <div className="grid grid-cols-2 items-start gap-3">
          <NumberField
            form={form}
            name="costs.latencySeconds"
            label="Delay"
            unit="seconds"
            help="Until an order arrives."
            limits={{ min: 0, max: 86_400, step: 0.1 }}
          />
          <NumberField
            isOptional
            form={form}
            name="costs.volumePercent"
            label="Largest part"
            unit="% of volume"
            help="Of a candle. Empty: no limit."
            limits={{ min: 0.01, max: 100, step: 0.01 }}
          />
        </div>
      </div>
    </details>
  )
}
