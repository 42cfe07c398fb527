import { useId } from 'react'

type CheckboxProps = {
  readonly label: string
  readonly help?: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}

export function Checkbox({ label, help, isChecked, onChange }: CheckboxProps) {
  const helpId = useId()
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0"
        aria-label={label}
        aria-describedby={help ? helpId : undefined}
        checked={isChecked}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <span className="font-strong">{label}</span>
        {help && (
          <span id={helpId} className="block text-small text-ink-soft">
            {help}
          </span>
        )}
      </span>
    </label>
  )
}
