import { type ReactNode, useEffect, useId, useRef } from 'react'

type ModalProps = {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The browser's own dialog: it traps the focus and closes on Escape without any style of its own. */
export function Modal({ title, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto w-[480px] max-w-[calc(100vw-48px)] rounded-large border border-line-strong bg-panel p-6 text-ink"
    >
      <h2 id={titleId} className="text-large font-strong">
        {title}
      </h2>
      {children}
    </dialog>
  )
}
