type EmptyStateProps = { readonly title: string; readonly hint: string }

/** Says what will appear here and how to get it. */
export function EmptyState({ title, hint }: EmptyStateProps) {
  return (
    <div className="flex flex-col gap-1 py-2">
      <p className="text-ink">{title}</p>
      <p className="max-w-[60ch] text-small text-ink-soft">{hint}</p>
    </div>
  )
}
