import { type ReactNode, useId } from 'react'

type SettingsSectionProps = {
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

export function SettingsSection({ title, text, children }: SettingsSectionProps) {
  const titleId = useId()
  return (
    <section
      aria-labelledby={titleId}
      className="rounded-large border border-line bg-panel px-5 py-4"
    >
      <h2 id={titleId} className="font-strong">
        {title}
      </h2>
      <p className="mt-0.5 max-w-[64ch] text-small text-ink-soft">{text}</p>
      <div className="mt-4">{children}</div>
    </section>
  )
}
