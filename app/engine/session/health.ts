import type { HealthView, PartHealth } from '../../contract/health-view.ts'
import type { CallBreaker } from '../../ports/exchange-health.ts'
import type { OperationFigures } from '../../ports/measured.ts'
import type { ProcessMonitor } from '../../ports/process-monitor.ts'
import type { DatabaseSize } from '../../storage/database-bytes.ts'
import type { AccountSession } from './account-session.ts'
import { keyHealth } from './key-health.ts'

/** A loop that is this late makes cancels and halts wait; a person notices ten times that in the window. */
const LATE_MS = 100
const VERY_LATE_MS = 1_000
/** What is left for cancels below that is little. */
const RATE_PERCENT_LOW = 15
const SENTENCE_MAX = 2_000

/** What is asked of an account. */
type Asked = Pick<
  AccountSession,
  | 'engine'
  | 'source'
  | 'exchangeHealth'
  | 'heartbeatHealth'
  | 'keyReport'
  | 'series'
  | 'marketSilenceMs'
  | 'candleAgeMs'
>

export interface HealthParts {
  /** The account that is open; null while there is none. */
  readonly session: Asked | null
  readonly databases: readonly DatabaseSize[]
  readonly process: ProcessMonitor
  /** Unix ms. */
  readonly now: number
  readonly operations: readonly OperationFigures[]
  /** What stands outside the engine: who watches over it. */
  readonly others: readonly PartHealth[]
  readonly metricsAddress: string | null
}

/** How everything does at this moment. */
export function healthOf(parts: HealthParts): HealthView {
  const { session, databases, operations, others, metricsAddress } = parts
  const eventLoopDelayP99 = rounded(parts.process.eventLoopDelayMs())
  const exchange = session?.exchangeHealth()
  return {
    parts: [
      ...(session === null ? [NO_ACCOUNT] : accountParts(session, parts.now)),
      processHealth(eventLoopDelayP99),
      ...others,
    ],
    latencies: operations.filter(({ count }) => count > 0).map(latencyView),
    callBreakers: session === null ? [] : callBreakers(session),
    streams: session === null ? [] : streamsOf(session),
    queueDepth: session?.engine.queueDepth ?? 0,
    eventLoopDelayP99,
    memoryMiB: parts.process.memoryMiB(),
    ratePercentLeft: exchange?.ratePercentLeft ?? null,
    streamAgeMs: session?.marketSilenceMs() ?? null,
    clockOffsetMs: exchange?.clockOffsetMs ?? null,
    databases: [...databases],
    metricsAddress,
  }
}

const NO_ACCOUNT: PartHealth = { name: 'engine', state: 'working', text: 'No account is open.' }

function accountParts(session: Asked, now: number): readonly PartHealth[] {
  const report = session.keyReport()
  const key = report === undefined ? [] : [keyHealth(report, now)]
  const parts = [engineHealth(session), storeHealth(session), marketHealth(session)]
  const heartbeat = session.heartbeatHealth()
  const beside = [...key, ...(heartbeat === undefined ? [] : [heartbeat])]
  return [...parts, exchangeHealth(session), ...beside, reconciliationHealth(session)].map(
    (part) => ({
      ...part,
      text: part.text.slice(0, SENTENCE_MAX),
    }),
  )
}

/** The candles that are traded by, and what the exchange tells beside them. */
function streamsOf(session: Asked): HealthView['streams'] {
  const { engine } = session
  const candles = {
    ...{ news: 'candles' as const, symbol: session.series.market.symbol, check: null },
    ageMs: session.candleAgeMs(),
    isStale: engine.feed.state === 'stale',
  }
  return [candles, ...session.exchangeHealth().streams]
}

function engineHealth({ engine }: Asked): PartHealth {
  const { state, reason } = engine.trading
  if (state !== 'active') {
    return { name: 'engine', state: 'attention', text: `Trading is ${state}: ${reason}` }
  }
  const running = engine.runners.filter(({ status }) => status === 'running').length
  return { name: 'engine', state: 'well', text: `${running} of ${engine.runners.length} bots run.` }
}

function storeHealth({ engine }: Asked): PartHealth {
  const name = 'ledger'
  if (!engine.stalled) return { name, state: 'well', text: 'What happens is on disk.' }
  return { name, state: 'danger', text: engine.feed.message }
}

const FEED_STATES = {
  connecting: 'working',
  running: 'well',
  stale: 'attention',
  finished: 'attention',
  failed: 'danger',
} as const

function marketHealth({ engine }: Asked): PartHealth {
  const { state, message } = engine.feed
  const text = message === '' ? `Candles: ${state}.` : message
  return { name: 'market data', state: FEED_STATES[state], text }
}

function exchangeHealth(session: Asked): PartHealth {
  const name = 'exchange'
  const { callBreakers: breakers, ratePercentLeft } = session.exchangeHealth()
  const stopped = breakers.filter(({ state }) => state !== 'closed')
  const [first] = stopped
  if (first !== undefined) {
    const kinds = stopped.map(({ calls }) => calls).join(', ')
    return { name, state: 'danger', text: `It does not answer (${kinds}): ${first.reason}` }
  }
  if (ratePercentLeft !== null && ratePercentLeft < RATE_PERCENT_LOW) {
    return { name, state: 'attention', text: `${ratePercentLeft} % of its request limit is left.` }
  }
  const text = breakers.length === 0 ? 'It is simulated in this process.' : 'It answers.'
  return { name, state: 'well', text }
}

function reconciliationHealth({ engine }: Asked): PartHealth {
  const name = 'reconciliation'
  const { trouble } = engine.desk
  if (trouble !== '') return { name, state: 'attention', text: trouble }
  if (!engine.isReconciled) {
    return {
      name,
      state: 'working',
      text: 'Our record has not been held against the exchange’s yet.',
    }
  }
  const drifts = engine.desk.drifts.open().length
  if (drifts === 0) return { name, state: 'well', text: 'Our record and the exchange’s agree.' }
  const text = drifts === 1 ? '1 drift waits for you.' : `${drifts} drifts wait for you.`
  return { name, state: 'attention', text }
}

function processHealth(delayMs: number): PartHealth {
  const name = 'process'
  const text = `Its event loop was up to ${delayMs} ms late.`
  if (delayMs >= VERY_LATE_MS) return { name, state: 'danger', text }
  return { name, state: delayMs >= LATE_MS ? 'attention' : 'well', text }
}

function latencyView(figures: OperationFigures): HealthView['latencies'][number] {
  const { operation, count, errors, maxMs } = figures
  let failed = 0
  for (const times of errors.values()) failed += times
  return {
    operation,
    count,
    errors: failed,
    p50: rounded(figures.percentileMs(50)),
    p99: rounded(figures.percentileMs(99)),
    max: rounded(maxMs),
  }
}

function callBreakers(session: Asked): HealthView['callBreakers'] {
  const { source } = session
  const exchangeId = 'exchangeId' in source ? source.exchangeId : source.kind
  return session
    .exchangeHealth()
    .callBreakers.map(({ calls, state, reason, since }: CallBreaker) => ({
      exchangeId,
      calls,
      state,
      reason: reason.slice(0, SENTENCE_MAX),
      since,
    }))
}

/** To a microsecond. */
function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000
}
