import { useEffect } from 'react'
import { MODE_WORDS } from '../format/words.ts'
import { useEngine } from '../stores/engine-store.ts'

/** The window's title names the mode first: it is read in task bars and window lists. */
export function useDocumentTitle(): void {
  const mode = useEngine(({ account }) => account.mode)
  const source = useEngine(({ account }) => account.title)
  const isHalted = useEngine(({ status }) => status.trading.state === 'halted')
  useEffect(() => {
    const halted = isHalted ? 'HALTED · ' : ''
    document.title = mode
      ? `${halted}${MODE_WORDS[mode].word} · ${source} · Cryptobot`
      : 'Cryptobot'
  }, [mode, source, isHalted])
}
