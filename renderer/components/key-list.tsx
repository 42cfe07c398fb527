import { useEffect, useRef } from 'react'
import { openHelp } from '../actions/help.ts'
import { useApp } from '../stores/app-store.ts'
import { Button } from './button.tsx'
import { keysOf, SHORTCUTS } from './shortcuts.ts'

/** Keys that belong to one place, beside those that work everywhere. */
const ELSEWHERE = [
  { keys: 'arrows, Page Up, Down', words: 'Move along a chart' },
  { keys: '+ and −', words: 'Zoom a chart' },
  { keys: 'End', words: 'The newest candle of a chart' },
  { keys: 'Esc', words: 'Give up what was begun' },
]

/** All keys at a glance. Not modal, so that HALT stays in reach. */
export function KeyList() {
  const close = useRef<HTMLButtonElement>(null)
  const showKeys = useApp((state) => state.showKeys)
  const haltKeys = useApp((state) => state.app?.haltShortcut)
  const isMac = navigator.userAgent.includes('Mac')
  useEffect(() => close.current?.focus(), [])
  return (
    <dialog
      open
      aria-labelledby="keys-title"
      onKeyDown={(event) => event.key === 'Escape' && showKeys(false)}
      className="fixed top-[12vh] z-30 mx-auto w-[640px] max-w-[calc(100vw-48px)] rounded-large border border-line-strong bg-panel p-5 text-ink"
    >
      <h2 id="keys-title" className="text-large font-strong">
        Keys
      </h2>
      <dl className="mt-3 grid grid-cols-2 gap-x-8 text-small">
        {haltKeys?.isRegistered && <KeyLine keys={haltKeys.keys} words="Halt, from anywhere" />}
        {SHORTCUTS.map((shortcut) => (
          <KeyLine key={shortcut.key} keys={keysOf(shortcut, isMac)} words={shortcut.words} />
        ))}
        {ELSEWHERE.map((line) => (
          <KeyLine key={line.keys} {...line} />
        ))}
      </dl>
      <div className="mt-4 flex justify-end gap-3">
        <Button size="small" onClick={() => void openHelp()}>
          Open the guide
        </Button>
        <Button ref={close} size="small" onClick={() => showKeys(false)}>
          Close
        </Button>
      </div>
    </dialog>
  )
}

type KeyLineProps = { readonly keys: string; readonly words: string }

function KeyLine({ keys, words }: KeyLineProps) {
  return (
    <div className="flex items-center justify-between gap-4 border-line border-b py-1.5">
      <dt>{words}</dt>
      <dd className="shrink-0 font-mono text-tiny text-ink-soft">{keys}</dd>
    </div>
  )
}
