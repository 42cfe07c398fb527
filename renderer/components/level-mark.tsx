import { CircleCheck, CircleDot, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Level } from '../format/trouble.ts'
import { classNames } from './class-names.ts'

const LOOKS = {
  well: { words: 'well', Icon: CircleCheck, colour: 'text-ink-soft' },
  working: { words: 'working', Icon: CircleDot, colour: 'text-ink' },
  attention: { words: 'needs attention', Icon: TriangleAlert, colour: 'text-attention' },
  danger: { words: 'in danger', Icon: OctagonAlert, colour: 'text-danger' },
}

/** How something does, as a shape; in words for who cannot see it. */
export function LevelMark({ level }: { readonly level: Level }) {
  const { words, Icon, colour } = LOOKS[level]
  return (
    <span className={classNames('inline-flex shrink-0 items-center', colour)} title={words}>
      <Icon aria-hidden="true" size={14} />
      <span className="sr-only">{words}</span>
    </span>
  )
}
