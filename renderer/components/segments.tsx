import { classNames } from './class-names.ts'

type SegmentsProps<Value extends string | number> = {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
}

/** A small row of radio buttons that reads as one control. */
export function Segments<Value extends string | number>(props: SegmentsProps<Value>) {
  const { label, options, value, onChange } = props
  return (
    <fieldset className="flex h-7 items-stretch rounded-small border border-line p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            'relative flex items-center rounded-[3px] px-2 text-small has-focus-visible:outline-2 has-focus-visible:outline-ink',
            option.value === value ? 'bg-accent text-on-accent' : 'text-ink-soft hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={label}
            className="absolute inset-0 appearance-none"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
