import type { CandleSeries } from '../../../../app/contract/research.ts'
import { classNames } from '../../../components/class-names.ts'
import { Field, INPUT_CLASSES } from '../../../components/field.tsx'
import { keyOf } from '../../../forms/backtest-form.ts'

type SeriesSelectProps = {
  readonly label: string
  readonly help: string
  readonly list: readonly CandleSeries[]
  readonly chosen: string
  /** In words, where none may be chosen. */
  readonly none?: string
  readonly onChoose: (series: CandleSeries | null) => void
}

/** One of the series of candles that there are. */
export function SeriesSelect({ label, help, list, chosen, none, onChoose }: SeriesSelectProps) {
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <select
          {...ids}
          className={classNames(INPUT_CLASSES, 'pl-2')}
          value={chosen}
          onChange={({ target }) =>
            onChoose(list.find(({ choice }) => keyOf(choice) === target.value) ?? null)
          }
        >
          {none !== undefined && <option value="">{none}</option>}
          {list.map(({ choice, title }) => (
            <option key={keyOf(choice)} value={keyOf(choice)}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
