import type { Path, UseFormReturn } from 'react-hook-form'
import type { StrategyView } from '../../../../app/contract/setup.ts'
import { classNames } from '../../../components/class-names.ts'
import { INPUT_CLASSES } from '../../../components/field.tsx'
import type { SearchFields } from '../../../forms/search-form.ts'

const PARTS = [
  { part: 'from', word: 'From' },
  { part: 'to', word: 'To' },
  { part: 'step', word: 'Step' },
] as const

type RangeFieldsProps = {
  readonly form: UseFormReturn<SearchFields>
  readonly strategy: StrategyView
}

/** A row a parameter: where it begins, where it ends, in which steps. */
export function RangeFields({ form, strategy }: RangeFieldsProps) {
  return (
    <table aria-label="Ranges" className="w-full text-small">
      <thead>
        <tr className="text-ink-soft">
          <th scope="col" className="pb-1 text-left font-normal">
            Parameter
          </th>
          {PARTS.map(({ word }) => (
            <th key={word} scope="col" className="w-[68px] pb-1 pl-1.5 text-left font-normal">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {strategy.fields.map(({ key, label, min, max, step }) => (
          <RangeRow key={key} form={form} name={key} label={label} limits={{ min, max, step }} />
        ))}
      </tbody>
    </table>
  )
}

type RangeRowProps = {
  readonly form: UseFormReturn<SearchFields>
  readonly name: string
  readonly label: string
  readonly limits: { readonly min: number; readonly max: number; readonly step: number }
}

function RangeRow({ form, name, label, limits }: RangeRowProps) {
  const errors = PARTS.map(({ part }) => errorOf(form, `ranges.${name}.${part}`)).filter(Boolean)
  return (
    <>
      <tr>
        <th scope="row" className="py-1 text-left align-middle font-normal">
          {label}
        </th>
        {PARTS.map(({ part, word }) => (
          <td key={part} className="py-1 pl-1.5">
            <input
              {...form.register(`ranges.${name}.${part}`, { valueAsNumber: true })}
              type="number"
              step={limits.step}
              aria-label={`${label}: ${word.toLowerCase()}`}
              aria-invalid={errorOf(form, `ranges.${name}.${part}`) !== undefined}
              className={classNames(INPUT_CLASSES, 'h-8 px-1.5')}
            />
          </td>
        ))}
      </tr>
      {errors[0] && (
        <tr>
          <td colSpan={4} className="pb-1 text-danger">
            {errors[0]}
          </td>
        </tr>
      )}
    </>
  )
}

function errorOf(form: UseFormReturn<SearchFields>, name: Path<SearchFields>): string | undefined {
  const message = form.getFieldState(name, form.formState).error?.message
  return typeof message === 'string' ? message : undefined
}
