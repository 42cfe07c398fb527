import { describe, expect, it } from 'vitest'
import type { HealthView } from '../../app/contract/health-view.ts'
import { failure } from '../../app/domain/result.ts'
import { Metrics } from '../../app/monitoring/metrics.ts'
import { metricsText } from './metrics-text.ts'

const HEALTH: HealthView = {
  parts: [{ name: 'market data', state: 'attention', text: 'stale "since"\nlong' }],
  latencies: [],
  callBreakers: [
    { exchangeId: 'binance', calls: 'create', state: 'half-open', reason: 'x', since: 1 },
    { exchangeId: 'binance', calls: 'query', state: 'closed', reason: '', since: null },
  ],
  streams: [
    { news: 'order book', symbol: 'BTC/USDT', ageMs: 250, isStale: false, check: 'sequence' },
    { news: 'account', symbol: null, ageMs: null, isStale: true, check: null },
  ],
  queueDepth: 3,
  eventLoopDelayP99: 12,
  memoryMiB: 2,
  ratePercentLeft: 80,
  streamAgeMs: 1_500,
  clockOffsetMs: -20,
  databases: [{ name: 'ledger.db', bytes: 4_096 }],
  metricsAddress: null,
}

/** Every line of the text format that holds a value: by its name and labels. */
function samplesOf(text: string): ReadonlyMap<string, number> {
  const samples = new Map<string, number>()
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# HELP ') || line.startsWith('# TYPE ')) continue
    const [, name, value] = /^([a-z_]+(?:\{[^\n]*\})?) (-?[\d.e+-]+)$/.exec(line) ?? []
    if (name === undefined) throw new Error(`no line of the format: ${line}`)
    samples.set(name, Number(value))
  }
  return samples
}

async function scraped(changes: Partial<HealthView> = {}) {
  let now = 0
  const metrics = new Metrics({ stopwatch: () => now, warn: () => undefined })
  const take = metrics.measured('execution.send', (ms: number) => {
    now += ms
    return ms > 1 ? failure({ kind: 'refused' }) : ms
  })
  for (const ms of [0.01, 0.5, 100]) take(ms)
  const operations = metrics.operations()
  return samplesOf(await metricsText({ health: { ...HEALTH, ...changes }, operations }))
}

describe('the text', () => {
  it('has a histogram of each operation, in seconds, each bucket with those below', async () => {
    const samples = await scraped()
    const name = 'cryptobot_operation_duration_seconds'
    const bucket = (le: string) =>
      samples.get(`${name}_bucket{operation="execution.send",le="${le}"}`)
    expect(['0.000004', '0.000016', '0.001024', '0.262144', '+Inf'].map(bucket)).toEqual([
      0, 1, 2, 3, 3,
    ])
    expect(samples.get(`${name}_count{operation="execution.send"}`)).toBe(3)
    expect(samples.get(`${name}_sum{operation="execution.send"}`)).toBeCloseTo(0.10051)
  })

  it('has the errors by their kind', async () => {
    const name = 'cryptobot_operation_errors_total{operation="execution.send",kind="refused"}'
    expect((await scraped()).get(name)).toBe(1)
  })

  it('has what the health screen has', async () => {
    const samples = await scraped()
    expect(
      Object.fromEntries([...samples].filter(([name]) => !name.includes('operation'))),
    ).toEqual({
      cryptobot_event_loop_delay_seconds: 0.012,
      cryptobot_memory_bytes: 2_097_152,
      cryptobot_queue_depth: 3,
      cryptobot_rate_limit_left_ratio: 0.8,
      cryptobot_market_silence_seconds: 1.5,
      cryptobot_clock_offset_seconds: -0.02,
      'cryptobot_part_well{part="market data",state="attention"}': 0,
      'cryptobot_calls_stopped{exchange="binance",calls="create"}': 1,
      'cryptobot_calls_stopped{exchange="binance",calls="query"}': 0,
      'cryptobot_database_bytes{name="ledger.db"}': 4_096,
      'cryptobot_stream_stale{news="order book",market="BTC/USDT"}': 0,
      'cryptobot_stream_stale{news="account",market=""}': 1,
      'cryptobot_stream_age_seconds{news="order book",market="BTC/USDT"}': 0.25,
    })
  })

  it('leaves out what there is not', async () => {
    const samples = await scraped({ ratePercentLeft: null, streamAgeMs: null, clockOffsetMs: null })
    expect([...samples.keys()].join()).not.toMatch(/rate_limit|silence|clock/)
  })
})
