import { CircleCheck, CircleDashed, Flag, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { FeedView } from '../../app/contract/engine-view.ts'
import { type Trouble, troublesOf } from '../format/trouble.ts'
import { useApp } from '../stores/app-store.ts'
import { useEngine } from '../stores/engine-store.ts'
import { classNames } from './class-names.ts'

const CALM = {
  running: { words: 'All well', Icon: CircleCheck, colour: 'text-ink' },
  connecting: { words: 'Connecting', Icon: CircleDashed, colour: 'text-ink-soft' },
  finished: { words: 'Finished', Icon: Flag, colour: 'text-ink' },
}

const TROUBLED = {
  attention: { Icon: TriangleAlert, colour: 'text-attention' },
  danger: { Icon: OctagonAlert, colour: 'text-danger' },
}

/** Whether all is well, or the worst that is not, in a word and a shape; the rest on hover, and in the health screen. */
export function Condition() {
  const open = useApp((state) => state.open)
  const feed = useEngine(({ status }) => status.feed)
  const troubles = useTroubles()
  const { words, Icon, colour } = looksOf(feed, troubles)
  const title = troubles.map(({ text }) => text).join('\n') || feed?.message || ''
  return (
    <button
      type="button"
      className={classNames('flex h-7 items-center rounded-small px-2 hover:bg-raised', colour)}
      title={title}
      onClick={() => open('health')}
    >
      <span
        role="status"
        aria-label="Condition"
        className="flex items-center gap-1.5 whitespace-nowrap"
      >
        <Icon aria-hidden="true" size={15} />
        {words}
      </span>
    </button>
  )
}

function useTroubles(): readonly Trouble[] {
  const status = useEngine((snapshot) => snapshot.status)
  const orders = useEngine((snapshot) => snapshot.orders)
  return status && orders ? troublesOf(status, orders) : []
}

function looksOf(feed: FeedView | null, troubles: readonly Trouble[]) {
  const [worst, ...others] = troubles
  if (worst === undefined) {
    const state = feed?.state ?? 'connecting'
    return state === 'running' || state === 'finished' ? CALM[state] : CALM.connecting
  }
  const more = others.length > 0 ? ` +${others.length}` : ''
  return { words: `${worst.short}${more}`, ...TROUBLED[worst.level] }
}
