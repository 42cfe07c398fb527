import type { HealthView } from '../../../app/contract/health-view.ts'
import { classNames } from '../../components/class-names.ts'
import { durationWords } from '../../format/duration.ts'

type Vital = {
  readonly term: string
  readonly value: string
  readonly meaning: string
  readonly isStrained?: boolean
}

/** From here on events wait noticeably. */
const DELAY_MS_STRAINED = 100
const QUEUE_STRAINED = 1_000
const RATE_PERCENT_STRAINED = 20
const CLOCK_MS_STRAINED = 1_000

/** The numbers that tell first when something is about to go wrong. */
export function Vitals({ health }: { readonly health: HealthView }) {
  return (
    <dl className="grid grid-cols-6 gap-px overflow-hidden rounded-large border border-line bg-line">
      {vitalsOf(health).map(({ term, value, meaning, isStrained = false }) => (
        <div key={term} title={meaning} className="bg-panel px-4 py-3">
          <dt className="text-small text-ink-soft">{term}</dt>
          <dd
            className={classNames('mt-0.5 text-large font-strong', isStrained && 'text-attention')}
          >
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function vitalsOf(health: HealthView): readonly Vital[] {
  const { queueDepth, eventLoopDelayP99, memoryMiB } = health
  const { ratePercentLeft, streamAgeMs, clockOffsetMs } = health
  return [
    {
      term: 'Events waiting',
      value: String(queueDepth),
      meaning: 'Market data, fills and commands that the engine has not taken yet.',
      isStrained: queueDepth >= QUEUE_STRAINED,
    },
    {
      term: 'Event-loop delay',
      value: durationWords(eventLoopDelayP99),
      meaning:
        'How long the trading process was busy at a time, 99th percentile of the last seconds.',
      isStrained: eventLoopDelayP99 >= DELAY_MS_STRAINED,
    },
    {
      term: 'Memory',
      value: `${Math.round(memoryMiB)} MiB`,
      meaning: 'Of the process that trades.',
    },
    {
      term: 'Request budget left',
      value: ratePercentLeft === null ? 'no limit' : `${Math.round(ratePercentLeft)} %`,
      meaning: "What is left of the requests that the exchange's rules allow.",
      isStrained: ratePercentLeft !== null && ratePercentLeft < RATE_PERCENT_STRAINED,
    },
    {
      term: 'Last stream message',
      value: streamAgeMs === null ? 'no stream' : `${durationWords(streamAgeMs)} ago`,
      meaning: 'How long the exchange has not sent anything.',
    },
    {
      term: 'Clock offset',
      value: clockOffsetMs === null ? 'own clock' : durationWords(clockOffsetMs),
      meaning: "How far this machine's clock is from the exchange's.",
      isStrained: clockOffsetMs !== null && Math.abs(clockOffsetMs) >= CLOCK_MS_STRAINED,
    },
  ]
}
