import { classNames } from './class-names.ts'
import { Field, INPUT_CLASSES } from './field.tsx'

type SelectFieldProps<Value extends string> = {
  readonly label: string
  readonly help?: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few answers, with its label. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, help, options, value, onChange } = props
  const choose = (text: string) => {
    const chosen = options.find((option) => option.value === text)
    if (chosen) onChange(chosen.value)
  }
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <select
          {...ids}
          className={classNames(INPUT_CLASSES, 'pl-2')}
          value={value}
          onChange={(event) => choose(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
