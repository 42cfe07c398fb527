import { X } from 'lucide-react'
import { type FormEvent, type ReactNode, useId } from 'react'

type SideFormProps = {
  readonly title: string
  readonly text: string
  readonly onSubmit: (event: FormEvent) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** What is being edited beside a page; Escape leaves it. */
export function SideForm({ title, text, onSubmit, onClose, children }: SideFormProps) {
  const titleId = useId()
  return (
    <form
      noValidate
      aria-labelledby={titleId}
      onSubmit={onSubmit}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header className="flex items-start justify-between gap-3">
        <h2 id={titleId} className="text-large font-strong">
          {title}
        </h2>
        <button
          type="button"
          aria-label="Close"
          className="flex size-6 shrink-0 items-center justify-center rounded-small hover:bg-raised"
          onClick={onClose}
        >
          <X aria-hidden="true" size={15} />
        </button>
      </header>
      <p className="mt-1 text-small text-ink-soft">{text}</p>
      <div className="mt-4 flex flex-col gap-4">{children}</div>
    </form>
  )
}
