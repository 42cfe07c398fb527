import { z } from 'zod'
import { label, sentence, symbol, timeMs } from './values.ts'

const state = z.enum(['well', 'working', 'attention', 'danger'])

/** A part of Cryptobot and how it does: exchange, stream, store, engine, watchdog. */
export const partHealth = z.object({ name: label, state, text: sentence })
export type PartHealth = z.infer<typeof partHealth>

/** How long an operation takes, in ms, since the start. */
export const latencyView = z.object({
  operation: label,
  count: z.number().int(),
  errors: z.number().int(),
  p50: z.number(),
  p99: z.number(),
  max: z.number(),
})

/** Calls to an exchange of one kind. open: none is sent until a probe succeeds. */
export const callBreakerView = z.object({
  exchangeId: label,
  calls: label,
  state: z.enum(['closed', 'open', 'half-open']),
  reason: sentence,
  since: timeMs.nullable(),
})
export type CallBreakerView = z.infer<typeof callBreakerView>

/** What an exchange goes on telling. */
export const streamView = z.object({
  news: z.enum(['candles', 'order book', 'price', 'account']),
  symbol: symbol.nullable(),
  /** Since the last news; null where there was none yet. */
  ageMs: z.number().nullable(),
  isStale: z.boolean(),
  /** How a book shows that it has missed no change. */
  check: z.enum(['sequence', 'checksum', 'whole books', 'none']).nullable(),
})
export type StreamView = z.infer<typeof streamView>

export const healthView = z.object({
  parts: z.array(partHealth),
  latencies: z.array(latencyView),
  callBreakers: z.array(callBreakerView),
  streams: z.array(streamView),
  queueDepth: z.number().int(),
  /** Of the process that trades, over the last seconds, in ms. */
  eventLoopDelayP99: z.number(),
  memoryMiB: z.number(),
  /** What is left of the exchange's request budget, in percent; null where there is none. */
  ratePercentLeft: z.number().nullable(),
  streamAgeMs: z.number().nullable(),
  clockOffsetMs: z.number().nullable(),
  databases: z.array(z.object({ name: label, bytes: z.number() })),
  /** Where a Prometheus server on this machine can read all of it; null while that is off. */
  metricsAddress: label.nullable(),
})
export type HealthView = z.infer<typeof healthView>
