import { Tabs } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { Tab, TabBody } from './tabs.tsx'

type Page = {
  readonly id: string
  readonly word: string
  readonly count?: number
  readonly content: ReactNode
}

type ScreenTabsProps = {
  readonly title: string
  /** Sits beside the title: how things stand, in one line. */
  readonly aside: ReactNode
  readonly pages: readonly Page[]
}

/** A screen of several pages under one heading. */
export function ScreenTabs({ title, aside, pages }: ScreenTabsProps) {
  const [page, setPage] = useState(pages[0]?.id ?? '')
  return (
    <Tabs.Root value={page} onValueChange={setPage} className="flex h-full flex-col bg-canvas">
      <header className="shrink-0 border-line border-b bg-panel px-6 pt-4">
        <div className="flex items-baseline justify-between gap-6">
          <h1 className="text-title font-strong leading-8">{title}</h1>
          {aside}
        </div>
        <Tabs.List aria-label={title} className="mt-2 -ml-2 flex h-9 gap-1">
          {pages.map(({ id, word, count = 0 }) => (
            <Tab key={id} value={id} word={word} count={String(count)} onPress={setPage} />
          ))}
        </Tabs.List>
      </header>
      {pages.map(({ id, content }) => (
        <TabBody key={id} value={id}>
          {content}
        </TabBody>
      ))}
    </Tabs.Root>
  )
}
