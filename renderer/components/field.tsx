import { type ReactNode, useId } from 'react'

export type FieldIds = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

type FieldProps = {
  readonly label: string
  readonly unit?: string
  readonly help?: string | undefined
  readonly error?: string | undefined
  /** Draws the input, given the ids that tie it to its label, help and error. */
  readonly children: (ids: FieldIds) => ReactNode
}

/** A labelled input with its help and, when it is wrong, what is wrong with it. */
export function Field({ label, unit, help, error, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? help
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-small font-strong">
        {label}
        {unit && <span className="font-normal text-ink-soft"> ({unit})</span>}
      </label>
      {children({
        id,
        'aria-describedby': note ? noteId : undefined,
        'aria-invalid': error !== undefined,
      })}
      {note && (
        <p id={noteId} className={error ? 'text-small text-danger' : 'text-small text-ink-soft'}>
          {error && <span className="sr-only">Error: </span>}
          {note}
        </p>
      )}
    </div>
  )
}

export const INPUT_CLASSES =
  'h-9 w-full rounded-small border border-line-strong bg-panel px-3 text-base text-ink aria-invalid:border-danger disabled:opacity-45'
