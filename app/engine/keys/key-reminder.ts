import { type KeyFault, keyFaults } from '../../contract/key-faults.ts'
import type { KeyRotation } from '../../contract/key-rotation.ts'
import type { KeyView } from '../../contract/keys.ts'
import type { Alert, Severity } from '../../domain/alert.ts'
import type { Clock } from '../../ports/clock.ts'

/** The start has other things to do first. */
const FIRST_AFTER_MS = 15_000
const DAY_MS = 86_400_000

export interface ReminderParts {
  readonly clock: Clock
  readonly list: () => readonly KeyView[]
  readonly rotations: () => readonly KeyRotation[]
  readonly raise: (alert: Alert) => void
}

/** Looks through all kept keys once a day, and tells what is wrong with them: each thing once a month, until it is put right. */
export class KeyReminder {
  readonly #parts: ReminderParts
  #takeBack: () => void

  constructor(parts: ReminderParts) {
    this.#parts = parts
    this.#takeBack = parts.clock.schedule(FIRST_AFTER_MS, () => this.#look())
  }

  close(): void {
    this.#takeBack()
  }

  #look(): void {
    const { clock, list, rotations, raise } = this.#parts
    this.#takeBack = clock.schedule(DAY_MS, () => this.#look())
    const now = clock.now()
    for (const view of list()) {
      for (const fault of keyFaults(view, now)) raise(keyFaultAlert(view, fault, now))
    }
    for (const rotation of rotations()) {
      if (now - rotation.startedAt >= DAY_MS) raise(rotationAlert(rotation, now))
    }
  }
}

/** By its id, the same thing is told once a month. */
export function keyFaultAlert(view: KeyView, fault: KeyFault, now: number): Alert {
  const { mode, exchangeId, ending } = view
  const month = new Date(now).toISOString().slice(0, 7)
  const { severity, title, text } = WORDS[fault]
  return {
    id: `api-key:${mode} ${exchangeId}:${ending}:${fault}:${month}`,
    kind: 'api-key',
    severity,
    key: `api-key:${mode} ${exchangeId}:${fault}`,
    title: `${mode} ${exchangeId}: the API key ${title}`,
    text: `The key …${ending} for ${exchangeId} (${mode}) ${text}`,
    time: now,
  }
}

/** Every day, for as long as two keys work where one is enough. */
export function rotationAlert(rotation: KeyRotation, now: number): Alert {
  const { mode, exchangeId, startedAt, oldEnding, newEnding, problem } = rotation
  const days = Math.floor((now - startedAt) / DAY_MS)
  const waits = problem === null ? '' : ` ${problem.message} ${problem.action}`
  return {
    id: `api-key:${mode} ${exchangeId}:rotation:${startedAt}:${days}`,
    kind: 'api-key',
    severity: 'warning',
    key: `api-key:${mode} ${exchangeId}:rotation`,
    title: `${mode} ${exchangeId}: the rotation of the API key waits`,
    text: `…${newEnding} has been taking the place of …${oldEnding} since ${new Date(startedAt).toISOString().slice(0, 10)}.${waits}`,
    time: now,
  }
}

const REPLACE = 'Make a new key at the exchange and enter it in Cryptobot.'

const WORDS: Readonly<
  Record<KeyFault, { readonly severity: Severity; readonly title: string; readonly text: string }>
> = {
  ended: { severity: 'critical', title: 'has ended', text: `no longer works. ${REPLACE}` },
  'ends-soon': {
    severity: 'warning',
    title: 'ends soon',
    text: `ends within two weeks. ${REPLACE}`,
  },
  'may-withdraw': {
    severity: 'critical',
    title: 'may withdraw',
    text: 'may withdraw: whoever got hold of it could take everything. Forbid it at the exchange; Cryptobot never needs that.',
  },
  'may-not-trade': {
    severity: 'warning',
    title: 'may not trade',
    text: 'may only look. Allow spot trading at the exchange, or remove the key.',
  },
  unused: {
    severity: 'info',
    title: 'is not used',
    text: 'has opened no account for a month. A key that nobody needs is better deleted, at the exchange and here.',
  },
  old: {
    severity: 'info',
    title: 'is three months old',
    text: 'is three months old. Put a new one in its place under Settings, API keys: bots and stops go on meanwhile.',
  },
  unbound: {
    severity: 'info',
    title: 'works from any address',
    text: 'works from any address on the internet. Where yours is a fixed one, bind the key to it at the exchange.',
  },
}
