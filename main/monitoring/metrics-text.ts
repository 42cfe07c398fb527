import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { HealthView } from '../../app/contract/health-view.ts'
import type { OperationFigures } from '../../app/ports/measured.ts'

/** 4 µs, 16 µs … 67 s: powers of two of a microsecond, which is what is counted. */
const EXPONENTS = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26]
const SECONDS_PER_MS = 1 / 1_000
const SECONDS_PER_MICROSECOND = 1 / 1_000_000
const BYTES_PER_MIB = 1_048_576
const PREFIX = 'cryptobot_'
const DURATIONS = `${PREFIX}operation_duration_seconds`
const HELP = 'How long operations took.'

interface Sources {
  readonly health: HealthView
  readonly operations: readonly OperationFigures[]
}

/** All that is measured, in Prometheus' text format; made anew for each scrape. */
export function metricsText({ health, operations }: Sources): Promise<string> {
  const registry = new Registry()
  addDurations(registry, operations)
  addErrors(registry, operations)
  addProcess(registry, health)
  addConnection(registry, health)
  addStates(registry, health)
  addStreams(registry, health.streams)
  return registry.metrics()
}

/** Counted by us, since observing with labels costs ten times as much; only the text is prom-client's. */
class Durations extends Histogram<'operation'> {
  readonly #operations: readonly OperationFigures[]

  constructor(registry: Registry, operations: readonly OperationFigures[]) {
    super({ name: DURATIONS, help: HELP, labelNames: ['operation'], registers: [registry] })
    this.#operations = operations
  }

  /** What the registry writes. */
  async getForPromString() {
    const values = this.#operations.flatMap((one) => samplesOf(one))
    return { name: DURATIONS, help: HELP, type: 'histogram', values }
  }
}

function samplesOf(figures: OperationFigures) {
  const { operation, count, totalMs } = figures
  const sample = (
    suffix: string,
    value: number,
    le: Readonly<Record<string, string | number>> = {},
  ) => ({
    metricName: `${DURATIONS}_${suffix}`,
    labels: { operation, ...le },
    value,
  })
  return [
    ...EXPONENTS.map((exponent) =>
      sample('bucket', figures.countBelow(exponent), {
        le: 2 ** exponent * SECONDS_PER_MICROSECOND,
      }),
    ),
    sample('bucket', count, { le: '+Inf' }),
    sample('sum', totalMs * SECONDS_PER_MS),
    sample('count', count),
  ]
}

function addDurations(registry: Registry, operations: readonly OperationFigures[]): void {
  new Durations(registry, operations)
}

function addErrors(registry: Registry, operations: readonly OperationFigures[]): void {
  const errors = new Counter({
    name: `${PREFIX}operation_errors_total`,
    help: 'How many operations failed, by the kind of error.',
    labelNames: ['operation', 'kind'],
    registers: [registry],
  })
  for (const { operation, errors: kinds } of operations) {
    for (const [kind, count] of kinds) errors.inc({ operation, kind }, count)
  }
}

function addProcess(registry: Registry, health: HealthView): void {
  const set = gaugesIn(registry)
  const { eventLoopDelayP99, memoryMiB, queueDepth } = health
  const late = 'How late the event loop was over the last seconds, 99th percentile.'
  set('event_loop_delay_seconds', late, eventLoopDelayP99 * SECONDS_PER_MS)
  set('memory_bytes', 'Memory of the process that trades.', memoryMiB * BYTES_PER_MIB)
  set('queue_depth', 'Events that wait for the engine.', queueDepth)
}

/** What does not apply is not there, rather than zero. */
function addConnection(registry: Registry, health: HealthView): void {
  const set = gaugesIn(registry)
  const { ratePercentLeft, streamAgeMs, clockOffsetMs } = health
  if (ratePercentLeft !== null) {
    set('rate_limit_left_ratio', "Left of the exchange's request limit.", ratePercentLeft / 100)
  }
  if (streamAgeMs !== null) {
    const silence = 'Since the market last told anything.'
    set('market_silence_seconds', silence, streamAgeMs * SECONDS_PER_MS)
  }
  if (clockOffsetMs !== null) {
    const offset = "The exchange's clock minus ours."
    set('clock_offset_seconds', offset, clockOffsetMs * SECONDS_PER_MS)
  }
}

function addStreams(registry: Registry, streams: HealthView['streams']): void {
  const labelNames = ['news', 'market'] as const
  const age = labelled(registry, 'stream_age_seconds', {
    help: 'Since the exchange last told news of a kind, or was asked for them.',
    labelNames,
  })
  const stale = labelled(registry, 'stream_stale', { help: 'Whether it is too old.', labelNames })
  for (const { news, symbol, ageMs, isStale } of streams) {
    const labels = { news, market: symbol ?? '' }
    stale.set(labels, isStale ? 1 : 0)
    if (ageMs !== null) age.set(labels, ageMs * SECONDS_PER_MS)
  }
}

function addStates(registry: Registry, { parts, callBreakers, databases }: HealthView): void {
  const part = labelled(registry, 'part_well', {
    help: 'Whether a part does well.',
    labelNames: ['part', 'state'],
  })
  for (const { name, state } of parts) part.set({ part: name, state }, state === 'well' ? 1 : 0)
  const open = labelled(registry, 'calls_stopped', {
    help: 'Whether calls to the exchange are stopped.',
    labelNames: ['exchange', 'calls'],
  })
  for (const { exchangeId, calls, state } of callBreakers) {
    open.set({ exchange: exchangeId, calls }, state === 'closed' ? 0 : 1)
  }
  const size = labelled(registry, 'database_bytes', {
    help: 'What a database takes on the disk.',
    labelNames: ['name'],
  })
  for (const { name, bytes } of databases) size.set({ name }, bytes)
}

function gaugesIn(registry: Registry) {
  return (name: string, help: string, value: number): void => {
    new Gauge({ name: PREFIX + name, help, registers: [registry] }).set(value)
  }
}

function labelled<Label extends string>(
  registry: Registry,
  name: string,
  { help, labelNames }: { readonly help: string; readonly labelNames: readonly Label[] },
): Gauge<Label> {
  return new Gauge({
    name: PREFIX + name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
  })
}
