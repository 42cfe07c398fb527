import type { UseFormReturn } from 'react-hook-form'
import type { BotSetup, ParameterField as FieldView } from '../../../app/contract/setup.ts'
import { classNames } from '../class-names.ts'
import { Field, INPUT_CLASSES } from '../field.tsx'
import { NumberField } from './number-field.tsx'

type ParameterFieldProps = {
  readonly form: UseFormReturn<BotSetup>
  readonly field: FieldView
}

const AS_NUMBER = { valueAsNumber: true } as const

/** One input of a strategy: a number, or one of a few answers that stand for numbers. */
export function ParameterField({ form, field }: ParameterFieldProps) {
  const { label, unit, help, choices, key } = field
  const name = `parameters.${key}` as const
  if (choices === undefined) {
    return <NumberField form={form} name={name} {...{ label, unit, help }} limits={field} />
  }
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <select
          {...ids}
          {...form.register(name, AS_NUMBER)}
          className={classNames(INPUT_CLASSES, 'pl-2')}
        >
          {choices.map((words, value) => (
            <option key={words} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
