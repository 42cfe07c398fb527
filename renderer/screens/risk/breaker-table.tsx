import { CircleOff, Eye, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { BreakerView } from '../../../app/contract/risk-view.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { TimeText } from '../../components/time-text.tsx'
import { useNow } from '../../components/use-now.ts'
import {
  ACTION_MEANINGS,
  ACTION_WORDS,
  BREAKER_WORDS,
  healingWords,
  scopeWords,
  thresholdWords,
} from '../../format/breaker-words.ts'
import { durationText } from '../../format/duration.ts'
import { wholeSentence } from '../../format/words.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { type Asked, breakerKey } from './breakers-page.tsx'
import { ReadingBar } from './reading-bar.tsx'

type BreakerTableProps = {
  readonly breakers: readonly BreakerView[]
  readonly chosenKey: string | null
  readonly onAsk: (asked: Asked) => void
}

const HEADERS = ['Breaker', 'Reading', 'When it trips', 'Afterwards', 'State', ''] as const

/** Those that tripped come first. */
export function BreakerTable({ breakers, chosenKey, onAsk }: BreakerTableProps) {
  const inOrder = breakers.toSorted((one, other) => rank(one) - rank(other))
  return (
    <table
      aria-label="Breakers"
      className="w-full border-separate border-spacing-0 rounded-large border border-line bg-panel text-small"
    >
      <thead>
        <tr className="text-left text-ink-soft">
          {HEADERS.map((header) => (
            <th
              key={header}
              scope="col"
              className="border-line border-b px-3 py-1.5 font-normal whitespace-nowrap"
            >
              {header || <span className="sr-only">What can be done</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inOrder.map((breaker) => (
          <BreakerRow
            key={breakerKey(breaker)}
            breaker={breaker}
            isChosen={breakerKey(breaker) === chosenKey}
            onAsk={onAsk}
          />
        ))}
      </tbody>
    </table>
  )
}

function rank({ state, setting }: BreakerView): number {
  if (state === 'tripped') return 0
  return setting.isOn ? 1 : 2
}

type BreakerRowProps = {
  readonly breaker: BreakerView
  readonly isChosen: boolean
  readonly onAsk: (asked: Asked) => void
}

const CELL = 'border-line border-b px-3 py-1.5 align-top'

function BreakerRow({ breaker, isChosen, onAsk }: BreakerRowProps) {
  const { name, scope, setting, unit, state } = breaker
  const bots = useEngine(({ status }) => status.bots) ?? []
  const words = BREAKER_WORDS[name]
  const key = breakerKey(breaker)
  return (
    <tr
      aria-label={words.title}
      className={classNames(
        state === 'tripped' && 'bg-danger-tint',
        isChosen && state !== 'tripped' && 'bg-raised',
        !setting.isOn && 'text-ink-soft',
      )}
    >
      <th scope="row" className={classNames(CELL, 'w-[34%] text-left font-normal')}>
        <span className="font-strong">{words.title}</span>
        {scope !== 'account' && <span className="text-ink-soft"> · {scopeWords(scope, bots)}</span>}
        <span className="block text-ink-soft">
          {state === 'tripped' ? wholeSentence(breaker.reason) : words.guards}
        </span>
      </th>
      <td className={classNames(CELL, 'w-[20%]')}>
        <ReadingBar breaker={breaker} />
      </td>
      <td className={classNames(CELL, 'whitespace-nowrap')}>
        <span title={ACTION_MEANINGS[setting.action]}>{ACTION_WORDS[setting.action]}</span>
        <span className="block text-ink-soft">
          at {thresholdWords(setting.threshold, unit)}
          {setting.windowMs !== null && ` in ${durationText(setting.windowMs)}`}
        </span>
      </td>
      <td className={classNames(CELL, 'text-ink-soft')}>{healingWords(setting)}</td>
      <td className={classNames(CELL, 'whitespace-nowrap')}>
        <State breaker={breaker} />
      </td>
      <td className={classNames(CELL, 'text-right whitespace-nowrap')}>
        {state === 'tripped' && (
          <Button
            size="small"
            variant="primary"
            className="mr-2"
            aria-label={`Reset ${words.title}`}
            onClick={() => onAsk({ what: 'reset', key })}
          >
            Reset…
          </Button>
        )}
        <Button
          size="small"
          aria-label={`Change ${words.title}`}
          onClick={() => onAsk({ what: 'edit', key })}
        >
          Change
        </Button>
      </td>
    </tr>
  )
}

const LOOKS = {
  off: { words: 'Off', Icon: CircleOff, colour: 'text-ink-soft' },
  closed: { words: 'Watching', Icon: Eye, colour: 'text-ink' },
  warned: { words: 'Tripped', Icon: TriangleAlert, colour: 'text-attention' },
  tripped: { words: 'Tripped', Icon: OctagonAlert, colour: 'text-danger' },
}

function State({ breaker: { state, since, setting } }: { readonly breaker: BreakerView }) {
  const now = useNow()
  const { words, Icon, colour } = LOOKS[lookOf(state, setting)]
  return (
    <>
      <span className={classNames('flex items-center gap-1', colour)}>
        <Icon aria-hidden="true" size={13} />
        {words}
      </span>
      {state === 'tripped' && since !== null && (
        <span className="text-ink-soft">
          <TimeText timeMs={since} nowMs={now} />
        </span>
      )}
    </>
  )
}

function lookOf(
  state: BreakerView['state'],
  { isOn, action }: BreakerView['setting'],
): keyof typeof LOOKS {
  if (state === 'tripped') return action === 'warn' ? 'warned' : 'tripped'
  return isOn ? 'closed' : 'off'
}
