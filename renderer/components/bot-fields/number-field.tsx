import type { FieldValues, Path, UseFormReturn } from 'react-hook-form'
import { Field, INPUT_CLASSES } from '../field.tsx'

type NumberFieldProps<Values extends FieldValues> = {
  readonly form: UseFormReturn<Values>
  readonly name: Path<Values>
  readonly label: string
  readonly unit: string
  readonly help: string
  readonly limits: { readonly min: number; readonly max: number; readonly step: number }
  /** Nothing may stand there: null. */
  readonly isOptional?: boolean
}

/** Every field registers as one, whatever form it is in. */
const AS_NUMBER = { valueAsNumber: true } as const
const AS_NUMBER_OR_NULL = {
  setValueAs: (typed: string | number | null) =>
    typed === '' || typed === null ? null : Number(typed),
} as const

/** A number with its unit, its limits and, when it is wrong, what is wrong with it. */
export function NumberField<Values extends FieldValues>(props: NumberFieldProps<Values>) {
  const { form, name, label, unit, help, limits, isOptional = false } = props
  const { error } = form.getFieldState(name, form.formState)
  return (
    <Field
      label={label}
      unit={unit}
      help={help}
      error={typeof error?.message === 'string' ? error.message : undefined}
    >
      {(ids) => (
        <input
          {...ids}
          {...form.register(name, isOptional ? AS_NUMBER_OR_NULL : AS_NUMBER)}
          type="number"
          min={limits.min}
          max={limits.max}
          step={limits.step}
          className={INPUT_CLASSES}
        />
      )}
    </Field>
  )
}
