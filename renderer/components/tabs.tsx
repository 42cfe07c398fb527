import { Tabs } from 'radix-ui'
import type { MouseEvent, ReactNode } from 'react'

type TabProps = {
  readonly value: string
  readonly word: string
  /** How much is there; nothing is drawn for none. */
  readonly count?: string
  readonly onPress: (value: string) => void
}

/** Radix would focus a pressed tab by script, which draws the keyboard's focus ring for the mouse. */
export function Tab({ value, word, count = '0', onPress }: TabProps) {
  const onMouseDown = (event: MouseEvent) => {
    if (event.button !== 0) return
    event.preventDefault()
    onPress(value)
  }
  return (
    <Tabs.Trigger
      value={value}
      onMouseDown={onMouseDown}
      className="flex items-center gap-1.5 border-transparent border-b-2 px-2 text-ink-soft -outline-offset-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
    >
      {word}
      {count !== '0' && <span className="text-tiny text-ink-soft">{count}</span>}
    </Tabs.Trigger>
  )
}

type TabBodyProps = { readonly value: string; readonly children: ReactNode }

export function TabBody({ value, children }: TabBodyProps) {
  return (
    <Tabs.Content value={value} tabIndex={-1} className="min-h-0 flex-1">
      {children}
    </Tabs.Content>
  )
}
