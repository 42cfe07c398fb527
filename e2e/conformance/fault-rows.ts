import type { Fault, Moment } from '../fake-exchange/faults.ts'
import type { Fake } from './fakes.ts'

/** One thing that can go wrong with a request. */
export interface FaultRow {
  readonly name: string
  readonly fault: (fake: Fake) => Fault
  /** Before the exchange did what it was asked, or after. */
  readonly moments: readonly Moment[]
}

const BOTH: readonly Moment[] = ['before', 'after']
const RETRY_AFTER_SECONDS = 1
const OVERDUE_MS = 300

const plain = (name: string, fault: Fault, moments = BOTH): FaultRow => ({
  name,
  fault: () => fault,
  moments,
})

/** All of `faults.ts`. An exchange looks at its limits first, so those strike before and never after. */
export const FAULT_ROWS: readonly FaultRow[] = [
  plain('no answer', { kind: 'hang' }),
  plain('connection reset', { kind: 'reset' }),
  plain('answer cut, its length too', { kind: 'truncated' }),
  plain('answer cut midway', { kind: 'cut-off' }),
  plain('empty answer', { kind: 'empty' }),
  plain('400 with a page', { kind: 'html' }),
  plain('500 with text', { kind: 'server-error' }),
  plain('503 with text', { kind: 'server-error', status: 503 }),
  plain('504 with text', { kind: 'server-error', status: 504 }),
  {
    name: '500 with “status unknown”',
    fault: ({ words }) => ({ kind: 'server-error', status: 500, body: words.statusUnknown }),
    moments: BOTH,
  },
  {
    name: '200 with “status unknown”',
    fault: ({ words }) => ({ kind: 'answer', status: 200, body: words.statusUnknown }),
    moments: BOTH,
  },
  plain('JSON that is null', { kind: 'bad-shape', body: null }),
  plain('JSON that is {}', { kind: 'bad-shape', body: {} }),
  plain('JSON that is []', { kind: 'bad-shape', body: [] }),
  {
    name: '“this id exists”',
    fault: ({ words }) => ({ kind: 'answer', status: 400, body: words.duplicate }),
    moments: BOTH,
  },
  plain(
    'too many requests',
    { kind: 'rate-limit', status: 429, retryAfterSeconds: RETRY_AFTER_SECONDS },
    ['before'],
  ),
  plain('banned', { kind: 'rate-limit', status: 418, retryAfterSeconds: RETRY_AFTER_SECONDS }, [
    'before',
  ]),
  plain('slow', { kind: 'slow', byMs: OVERDUE_MS }),
  plain('held until it is too late', { kind: 'hold' }),
]
