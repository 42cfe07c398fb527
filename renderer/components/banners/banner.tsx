import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'

type BannerProps = {
  readonly kind: 'danger' | 'attention'
  readonly label: string
  readonly children: ReactNode
}

/** What has to be known now, right under the strip. */
export function Banner({ kind, label, children }: BannerProps) {
  return (
    <section
      role="alert"
      aria-label={label}
      className={classNames(
        'flex min-h-10 shrink-0 items-center gap-3 border-line border-b px-4 py-1.5',
        kind === 'danger' ? 'bg-danger-tint' : 'bg-attention-tint',
      )}
    >
      {children}
    </section>
  )
}
