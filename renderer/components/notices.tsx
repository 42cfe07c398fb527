import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { type Notice, useNotices } from '../stores/notice-store.ts'
import { classNames } from './class-names.ts'

/** Long enough to be read; a problem stays until it is dismissed. */
const DONE_SHOWN_MS = 6_000

/** What went wrong or was done, above the buttons that lead on. */
export function Notices() {
  const notices = useNotices((state) => state.notices)
  return (
    <div className="pointer-events-none fixed right-4 bottom-20 z-20 flex w-96 max-w-[calc(100vw-32px)] flex-col gap-2">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const dismiss = useNotices((state) => state.dismiss)
  const isProblem = notice.kind === 'problem'
  useEffect(() => {
    if (isProblem) return
    const timer = setTimeout(() => dismiss(notice.id), DONE_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isProblem, dismiss, notice.id])
  const Icon = isProblem ? TriangleAlert : CircleCheck
  return (
    <div
      role={isProblem ? 'alert' : 'status'}
      className="pointer-events-auto flex gap-3 rounded-large border border-line-strong bg-raised p-3"
    >
      <Icon
        aria-hidden="true"
        size={18}
        className={classNames('mt-px shrink-0', isProblem ? 'text-danger' : 'text-up')}
      />
      <div className="min-w-0 flex-1">
        <p className="break-words">{notice.message}</p>
        {notice.action && (
          <p className="mt-1 break-words text-small text-ink-soft">{notice.action}</p>
        )}
      </div>
      <button
        type="button"
        aria-label="Dismiss notice"
        className="flex size-6 shrink-0 items-center justify-center rounded-small hover:bg-panel"
        onClick={() => dismiss(notice.id)}
      >
        <X aria-hidden="true" size={14} />
      </button>
    </div>
  )
}
