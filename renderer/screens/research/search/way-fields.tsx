import type { UseFormReturn } from 'react-hook-form'
import { SETS_MAX } from '../../../../app/contract/search-view.ts'
import { NumberField } from '../../../components/bot-fields/number-field.tsx'
import { SelectField } from '../../../components/select-field.tsx'
import { formatDecimal } from '../../../format/decimal.ts'
import { OBJECTIVE_WORDS, WALK_WORDS, WAY_WORDS } from '../../../format/search-words.ts'
import { gridSize, type SearchFields } from '../../../forms/search-form.ts'

const WAYS = [
  { value: 'grid', label: WAY_WORDS.grid },
  { value: 'random', label: WAY_WORDS.random },
  { value: 'evolution', label: WAY_WORDS.evolution },
] as const
const OBJECTIVES = [
  { value: 'sharpe', label: OBJECTIVE_WORDS.sharpe },
  { value: 'sortino', label: OBJECTIVE_WORDS.sortino },
  { value: 'calmar', label: OBJECTIVE_WORDS.calmar },
  { value: 'return-drawdown', label: OBJECTIVE_WORDS['return-drawdown'] },
  { value: 'profit-factor', label: OBJECTIVE_WORDS['profit-factor'] },
  { value: 'sqn', label: OBJECTIVE_WORDS.sqn },
  { value: 'return', label: OBJECTIVE_WORDS.return },
] as const
const WALKS = [
  { value: 'rolling', label: WALK_WORDS.rolling },
  { value: 'anchored', label: WALK_WORDS.anchored },
  { value: 'none', label: WALK_WORDS.none },
] as const

type WayFieldsProps = { readonly form: UseFormReturn<SearchFields> }

/** Which sets are tried, what makes one better than another, and on what they are tested. */
export function WayFields({ form }: WayFieldsProps) {
  const [way, objective, walk, ranges] = form.watch(['way', 'objective', 'walk', 'ranges'])
  const sets = formatDecimal(String(gridSize(ranges)), 0)
  return (
    <>
      <SelectField
        label="Search"
        help={`${sets} sets in all.`}
        options={WAYS}
        value={way}
        onChange={(chosen) => form.setValue('way', chosen, { shouldValidate: true })}
      />
      {form.formState.errors.way?.message && (
        <p role="alert" className="-mt-2 text-danger text-small">
          {form.formState.errors.way.message}
        </p>
      )}
      {way !== 'grid' && (
        <NumberField
          form={form}
          name="count"
          label="Sets to try"
          unit="at most"
          help="More find more, and more luck."
          limits={{ min: 1, max: SETS_MAX, step: 1 }}
        />
      )}
      <SelectField
        label="What counts"
        options={OBJECTIVES}
        value={objective}
        onChange={(chosen) => form.setValue('objective', chosen)}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <NumberField
          form={form}
          name="roundTripsMin"
          label="Round trips"
          unit="at least"
          help="Sets with fewer are not taken."
          limits={{ min: 0, max: 100_000, step: 1 }}
        />
        <NumberField
          isOptional
          form={form}
          name="drawdownMaxPercent"
          label="Deepest fall"
          unit="% at most"
          help="Sets that fell further are not taken."
          limits={{ min: 0.1, max: 100, step: 0.1 }}
        />
      </div>
      <SelectField
        label="Walk forward"
        help="Chooses on one stretch, tests on the next."
        options={WALKS}
        value={walk}
        onChange={(chosen) => form.setValue('walk', chosen)}
      />
      <div className="grid grid-cols-2 items-start gap-3">
        {walk !== 'none' && (
          <>
            <NumberField
              form={form}
              name="windows"
              label="Windows"
              unit=""
              help="How often it chooses again."
              limits={{ min: 2, max: 24, step: 1 }}
            />
            <NumberField
              form={form}
              name="ratio"
              label="Learns"
              unit="× the test"
              help="How much longer it learns than it is tested."
              limits={{ min: 1, max: 20, step: 1 }}
            />
          </>
        )}
        {way !== 'grid' && (
          <NumberField
            form={form}
            name="seed"
            label="Seed"
            unit=""
            help="Same seed, same search."
            limits={{ min: 0, max: 2 ** 31 - 1, step: 1 }}
          />
        )}
      </div>
    </>
  )
}
