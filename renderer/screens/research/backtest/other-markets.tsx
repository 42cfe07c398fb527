import { Plus, X } from 'lucide-react'
import type { UseFormReturn } from 'react-hook-form'
import { type CandleSeries, OTHER_MARKETS_MAX } from '../../../../app/contract/research.ts'
import { Button } from '../../../components/button.tsx'
import { Field, INPUT_CLASSES } from '../../../components/field.tsx'
import { keyOf, otherOf, type RunFields } from '../../../forms/backtest-form.ts'
import { SeriesSelect } from './series-select.tsx'

type OtherMarketsProps = {
  readonly form: UseFormReturn<RunFields>
  readonly list: readonly CandleSeries[]
  readonly series: CandleSeries
}

/** Further markets on the same account, each traded by a bot like the one above. */
export function OtherMarkets({ form, list, series }: OtherMarketsProps) {
  const others = form.watch('others')
  const free = list.filter(
    ({ choice, timeframe }) =>
      timeframe === series.timeframe && keyOf(choice) !== keyOf(series.choice),
  )
  const replace = (changed: RunFields['others']) =>
    form.setValue('others', changed, { shouldValidate: form.formState.errors.others !== undefined })
  const message =
    form.formState.errors.others?.message ?? form.formState.errors.others?.root?.message
  if (free.length === 0 && others.length === 0) {
    return (
      <p className="text-ink-soft text-small">
        To test several markets on one account, bring in another file with candles of{' '}
        {series.timeframe}.
      </p>
    )
  }
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">Further markets</legend>
      {others.map((other, index) => {
        const at = (changes: Partial<typeof other>) =>
          replace(others.map((one, place) => (place === index ? { ...one, ...changes } : one)))
        return (
          <OtherMarket
            // biome-ignore lint/suspicious/noArrayIndexKey: a market has no other name until its symbol is sound.
            key={index}
            {...{ other, free, at }}
            place={index + 2}
            onRemove={() => replace(others.filter((_, place) => place !== index))}
          />
        )
      })}
      {others.length > 0 && (
        <p className="text-ink-soft text-small">
          Each market has a bot like this one, and all share the cash: a size of 100 % leaves
          nothing for the next.
        </p>
      )}
      {message && (
        <p role="alert" className="text-danger text-small">
          {message}
        </p>
      )}
      {free[0] && others.length < OTHER_MARKETS_MAX && (
        <Button
          size="small"
          className="self-start"
          onClick={() => free[0] && replace([...others, otherOf(free[0])])}
        >
          <Plus aria-hidden="true" size={14} />
          Add a market
        </Button>
      )}
    </fieldset>
  )
}

type OtherMarketProps = {
  readonly other: RunFields['others'][number]
  readonly free: readonly CandleSeries[]
  /** Which market of the run it is. */
  readonly place: number
  readonly at: (changes: Partial<RunFields['others'][number]>) => void
  readonly onRemove: () => void
}

function OtherMarket({ other, free, place, at, onRemove }: OtherMarketProps) {
  return (
    <div className="flex flex-col gap-2 rounded-large border border-line p-2.5">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <SeriesSelect
            label={`Market ${place}`}
            help=""
            list={free}
            chosen={other.seriesKey}
            onChoose={(series) => series && at(otherOf(series))}
          />
        </div>
        <Button
          size="small"
          variant="quiet"
          aria-label={`Remove market ${place}`}
          onClick={onRemove}
        >
          <X aria-hidden="true" size={14} />
        </Button>
      </div>
      {other.choice.kind === 'import' && (
        <Field label={`Symbol of market ${place}`}>
          {(ids) => (
            <input
              {...ids}
              type="text"
              spellCheck={false}
              className={INPUT_CLASSES}
              value={other.symbol}
              onChange={({ target }) => at({ symbol: target.value.toUpperCase().trim() })}
            />
          )}
        </Field>
      )}
    </div>
  )
}
