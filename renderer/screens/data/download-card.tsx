import type { DownloadStage, DownloadView } from '../../../app/contract/stored-data.ts'
import { perform } from '../../actions/perform.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { durationWords } from '../../format/duration.ts'
import { lengthText } from '../../format/length-text.ts'
import { formatDate } from '../../format/time.ts'

type DownloadCardProps = {
  readonly download: DownloadView
  readonly onChanged: () => Promise<void>
}

const DAY_MS = 86_400_000

/** One download: how far it is, what it waits for, what came of it. */
export function DownloadCard({ download, onChanged }: DownloadCardProps) {
  const { exchange, symbol, timeframeMs, from, until, stage } = download
  const title = `${symbol} ${lengthText(timeframeMs)}`
  const last = until === null ? 'now' : formatDate(until - Math.min(timeframeMs, DAY_MS))
  return (
    <article aria-label={title} className="rounded-large border border-line bg-panel px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <p>
          <span className="font-strong">{title}</span>{' '}
          <span className="text-ink-soft">
            {exchange}, {formatDate(from)} to {last}
          </span>
        </p>
        <Acts {...{ download, onChanged, title }} />
      </div>
      {stage.kind === 'running' && <Progress stage={stage} title={title} />}
      {stage.kind === 'failed' ? (
        <div className="mt-3">
          <ProblemBox problem={stage.problem} />
        </div>
      ) : (
        <p role="status" className="mt-1 text-small text-ink-soft">
          {stageWords(stage, exchange)}
        </p>
      )}
    </article>
  )
}

function Acts({ download, onChanged, title }: DownloadCardProps & { readonly title: string }) {
  const { exchange, symbol, timeframeMs, stage } = download
  const key = { exchange, symbol, timeframeMs }
  const ask = async (name: 'pauseDownload' | 'resumeDownload' | 'forgetDownload') => {
    await perform(request(name, key))
    await onChanged()
  }
  if (stage.kind === 'running' || stage.kind === 'waiting') {
    return (
      <Button size="small" aria-label={`Pause ${title}`} onClick={() => void ask('pauseDownload')}>
        Pause
      </Button>
    )
  }
  return (
    <span className="flex gap-2">
      {stage.kind !== 'done' && (
        <Button
          size="small"
          aria-label={`Go on with ${title}`}
          onClick={() => void ask('resumeDownload')}
        >
          Go on
        </Button>
      )}
      <Button
        size="small"
        variant="quiet"
        aria-label={`Take off the list: ${title}`}
        title="What has come is kept"
        onClick={() => void ask('forgetDownload')}
      >
        Take off the list
      </Button>
    </span>
  )
}

type Running = Extract<DownloadStage, { kind: 'running' }>

function Progress({ stage, title }: { readonly stage: Running; readonly title: string }) {
  const percent = Math.floor(stage.doneShare * 100)
  return (
    <div
      role="progressbar"
      aria-label={`Download of ${title}`}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="mt-2 h-1.5 overflow-hidden rounded-small bg-raised"
    >
      <div className="h-full bg-accent" style={{ width: `${stage.doneShare * 100}%` }} />
    </div>
  )
}

function stageWords(stage: Exclude<DownloadStage, { kind: 'failed' }>, exchange: string): string {
  switch (stage.kind) {
    case 'waiting':
      return 'Waits for its turn.'
    case 'paused':
      return 'Paused. What has come is kept, and it goes on where it was.'
    case 'running':
      return runningWords(stage)
    case 'done':
      return doneWords(stage, exchange)
  }
}

function runningWords({ doneShare, msLeft, note }: Running): string {
  const left =
    msLeft === null
      ? 'just begun'
      : `about ${durationWords(Math.max(Math.round(msLeft / 1_000), 1) * 1_000)} left`
  return `${Math.floor(doneShare * 100)} %, ${left}${note === '' ? '' : `. ${note}`}`
}

function doneWords(
  { came, compared, corrected, empty }: Extract<DownloadStage, { kind: 'done' }>,
  exchange: string,
): string {
  const count = (value: number) => value.toLocaleString('en-US')
  const sentences = [
    came === 0 ? 'Nothing was missing.' : `${count(came)} candles came.`,
    empty === 0 ? '' : `${exchange} has none in ${count(empty)} stretches.`,
    compared === 0
      ? ''
      : corrected === 0
        ? `${count(compared)} were held against ${exchange}'s, and are the same.`
        : `${count(corrected)} of ${count(compared)} differed from ${exchange}'s, and were corrected.`,
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
