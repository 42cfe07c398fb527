import { CircleCheck, CircleDashed, Flag, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { FeedView } from '../../app/contract/engine-view.ts'
import { useEngine } from '../stores/engine-store.ts'
import { classNames } from './class-names.ts'

const LOOKS = {
  running: { words: 'All well', Icon: CircleCheck, colour: 'text-ink' },
  connecting: { words: 'Connecting', Icon: CircleDashed, colour: 'text-ink-soft' },
  stale: { words: 'Stale', Icon: TriangleAlert, colour: 'text-attention' },
  finished: { words: 'Finished', Icon: Flag, colour: 'text-ink' },
  failed: { words: 'Failed', Icon: OctagonAlert, colour: 'text-danger' },
} satisfies Record<FeedView['state'], unknown>

/** Whether candles arrive; a word and a shape, so that it reads without colour. */
export function FeedHealth() {
  const state = useEngine(({ status }) => status.feed.state) ?? 'connecting'
  const message = useEngine(({ status }) => status.feed.message) ?? ''
  const { words, Icon, colour } = LOOKS[state]
  return (
    <p
      role="status"
      aria-label="Market data"
      title={message}
      className={classNames('flex items-center gap-1.5 whitespace-nowrap', colour)}
    >
      <Icon aria-hidden="true" size={15} />
      {words}
    </p>
  )
}
