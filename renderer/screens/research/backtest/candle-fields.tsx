import { Controller, type UseFormReturn } from 'react-hook-form'
import type { CandleSeries } from '../../../../app/contract/research.ts'
import { classNames } from '../../../components/class-names.ts'
import { Field, INPUT_CLASSES } from '../../../components/field.tsx'
import { ImportCandles } from '../../../components/import-candles.tsx'
import { formatDecimal } from '../../../format/decimal.ts'
import { formatDate } from '../../../format/time.ts'
import { keyOf, type RunFields } from '../../../forms/backtest-form.ts'
import { OtherMarkets } from './other-markets.tsx'
import { SeriesSelect } from './series-select.tsx'

type CandleFieldsProps = {
  readonly form: UseFormReturn<RunFields>
  readonly list: readonly CandleSeries[]
  readonly series: CandleSeries
  readonly onSeries: (series: CandleSeries) => void
  /** A file was brought in. */
  readonly onImport: (importId: string) => Promise<void>
}

/** What the run is over: a series of candles, and the days of it. */
export function CandleFields({ form, list, series, onSeries, onImport }: CandleFieldsProps) {
  const { errors } = form.formState
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-strong">Candles</legend>
      <SeriesSelect
        label="Source"
        help={seriesWords(series)}
        list={list}
        chosen={keyOf(series.choice)}
        onChoose={(chosen) => chosen && onSeries(chosen)}
      />
      <ImportCandles
        size="small"
        words="Bring in a CSV file…"
        onImported={({ importId }) => onImport(importId)}
      />
      {series.choice.kind === 'import' && <SymbolInput form={form} />}
      <div className="grid grid-cols-2 gap-3">
        <DayField form={form} name="fromDay" label="From" error={errors.fromDay?.message} />
        <DayField form={form} name="toDay" label="To" error={errors.toDay?.message} />
      </div>
      <OtherMarkets form={form} list={list} series={series} />
    </fieldset>
  )
}

function seriesWords({ candles, timeframe, from, to }: CandleSeries): string {
  const count = formatDecimal(String(candles), 0)
  return `${count} candles of ${timeframe}, ${formatDate(from)} to ${formatDate(to)}.`
}

function SymbolInput({ form }: Pick<CandleFieldsProps, 'form'>) {
  return (
    <Controller
      control={form.control}
      name="symbol"
      render={({ field, fieldState }) => (
        <Field
          label="Symbol"
          help="Guessed from the file's name."
          error={fieldState.error?.message}
        >
          {(ids) => (
            <input
              {...ids}
              type="text"
              spellCheck={false}
              className={INPUT_CLASSES}
              value={field.value}
              onBlur={field.onBlur}
              onChange={(event) => field.onChange(event.target.value.toUpperCase().trim())}
            />
          )}
        </Field>
      )}
    />
  )
}

type DayFieldProps = {
  readonly form: UseFormReturn<RunFields>
  readonly name: 'fromDay' | 'toDay'
  readonly label: string
  readonly error: string | undefined
}

function DayField({ form, name, label, error }: DayFieldProps) {
  return (
    <Field label={label} unit="UTC" error={error}>
      {(ids) => (
        <input
          {...ids}
          {...form.register(name, { deps: ['fromDay', 'toDay'] })}
          type="date"
          className={classNames(INPUT_CLASSES, 'px-2')}
        />
      )}
    </Field>
  )
}
