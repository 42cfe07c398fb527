import type { Path, UseFormReturn } from 'react-hook-form'
import type { BotSetup } from '../../../app/contract/setup.ts'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'

type NumberFieldProps = {
  readonly form: UseFormReturn<BotSetup>
  readonly name: Path<BotSetup>
  readonly label: string
  readonly unit: string
  readonly help: string
  readonly limits: { readonly min: number; readonly max: number; readonly step: number }
}

/** A number with its unit, its limits and, when it is wrong, what is wrong with it. */
export function NumberField({ form, name, label, unit, help, limits }: NumberFieldProps) {
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
          {...form.register(name, { valueAsNumber: true })}
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
