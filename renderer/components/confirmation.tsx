import { type ReactNode, useEffect, useId, useRef } from 'react'

type ConfirmationProps = {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog within the page: nothing may ever cover HALT. */
export function Confirmation({ title, onClose, children }: ConfirmationProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => dialog.current?.querySelector('input')?.focus(), [])
  return (
    <dialog
      ref={dialog}
      open
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // What asked the question stays as it is.
        event.stopPropagation()
        onClose()
      }}
      className="static mt-4 w-full rounded-large border border-line-strong bg-raised p-5 text-ink"
    >
      <h3 id={titleId} className="text-large font-strong">
        {title}
      </h3>
      {children}
    </dialog>
  )
}
