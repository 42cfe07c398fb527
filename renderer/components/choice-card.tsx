import { Lock } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

type ChoiceCardProps = {
  readonly group: string
  readonly title: string
  readonly text: string
  readonly isChosen: boolean
  readonly onChoose: () => void
  /** Why it cannot be chosen; absent when it can. */
  readonly locked?: string
  /** Stands for the title where a word alone is not enough. */
  readonly mark?: ReactNode
}

/** One of a few big answers: a radio button with room to explain itself. */
export function ChoiceCard(props: ChoiceCardProps) {
  const { group, title, text, isChosen, onChoose, locked, mark } = props
  const textId = useId()
  return (
    <label
      className={classNames(
        'flex items-start gap-3 rounded-large border p-4 has-focus-visible:outline-2',
        'has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
        isChosen ? 'border-accent bg-raised' : 'border-line',
        locked ? 'cursor-not-allowed border-dashed' : 'hover:border-line-strong',
        !isChosen && !locked && 'bg-panel',
      )}
    >
      <input
        type="radio"
        name={group}
        aria-label={title}
        aria-describedby={textId}
        className="mt-0.5 size-4 shrink-0"
        checked={isChosen}
        disabled={locked !== undefined}
        onChange={onChoose}
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2 font-strong">{mark ?? title}</span>
        <span id={textId} className="mt-0.5 block text-small text-ink-soft">
          {text}
        </span>
        {locked && (
          <span className="mt-2 flex items-start gap-1.5 text-small">
            <Lock aria-hidden="true" size={13} className="mt-[3px] shrink-0" />
            {locked}
          </span>
        )}
      </span>
    </label>
  )
}
