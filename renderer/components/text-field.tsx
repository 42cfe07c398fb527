import { Field, INPUT_CLASSES } from './field.tsx'

type TextFieldProps = {
  readonly label: string
  readonly unit?: string
  readonly help?: string | undefined
  readonly error?: string | undefined
  readonly value: string
  readonly placeholder?: string
  /** What is typed is not shown. */
  readonly isSecret?: boolean
  readonly onChange: (value: string) => void
}

/** A line of text with its label, its help and, when it is wrong, what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { label, unit = '', help, error, value, placeholder, isSecret = false, onChange } = props
  return (
    <Field label={label} unit={unit} help={help} error={error}>
      {(ids) => (
        <input
          {...ids}
          type={isSecret ? 'password' : 'text'}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          className={INPUT_CLASSES}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
