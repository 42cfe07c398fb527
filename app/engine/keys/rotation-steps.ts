import type { KeyRotation } from '../../contract/key-rotation.ts'
import type { KeyPlace } from '../../contract/keys.ts'
import { assertNever } from '../../domain/assert.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { KeyStore } from '../../ports/key-source.ts'
import type { KeyDesk } from './key-desk.ts'
import type { RotationBook } from './rotation-book.ts'
import { notStored, oldKeyWorks } from './rotation-problems.ts'

/** The account that trades with a key. */
export interface RotatedAccount {
  pauseEntries(actor: AuditActor): Result<null, Problem>
  resumeEntries(actor: AuditActor): Result<null, Problem>
  /** With the key that is kept now, and held against the exchange. What rests there stays as it is. */
  reopen(): Promise<Result<null, Problem>>
}

export interface StepParts {
  readonly book: RotationBook
  readonly desk: KeyDesk
  readonly clock: Clock
  readonly store: KeyStore
  /** Nothing where it is not open: then nothing enters, and it is reconciled when it is opened. */
  readonly account: (place: KeyPlace) => RotatedAccount | undefined
  readonly baseUrl: string | undefined
}

/** Does what comes after the step that a rotation has reached. Each can be done again by whoever finds it half done. */
export function nextStep(rotation: KeyRotation, parts: StepParts): Promise<Result<null, Problem>> {
  switch (rotation.step) {
    case 'begun':
      return verify(rotation, parts)
    case 'verified':
      return pause(rotation, parts)
    case 'paused':
      return switchKeys(rotation, parts)
    case 'switched':
      return reconcile(rotation, parts)
    case 'reconciled':
      return proveDead(rotation, parts)
    default:
      return assertNever(rotation.step)
  }
}

/** It was tried before it was kept; where the process ended in between, it has to be typed again. */
async function verify(rotation: KeyRotation, { book, store }: StepParts) {
  const next = await store.spare('next').keysFor(rotation.mode, rotation.exchangeId)
  if (!next.ok) return failure(notStored(next.error))
  if (next.value !== null) book.reach(rotation, 'verified')
  else {
    const detail = `the new key …${rotation.newEnding} was not kept in time: type it again`
    book.end(rotation, { actor: 'engine', action: 'key rotation given up', detail })
  }
  return success(null)
}

async function pause(rotation: KeyRotation, { book, account }: StepParts) {
  const paused = account(rotation)?.pauseEntries('engine') ?? success(null)
  if (paused.ok) book.reach(rotation, 'paused')
  return paused
}

/** The old one is put aside before the new one takes its place, so that neither is ever lost. */
async function switchKeys(
  rotation: KeyRotation,
  { book, desk, store, clock }: StepParts,
): Promise<Result<null, Problem>> {
  const { mode, exchangeId, oldEnding, newEnding, report, startedAt } = rotation
  const [used, next] = [
    await store.keysFor(mode, exchangeId),
    await store.spare('next').keysFor(mode, exchangeId),
  ]
  if (!used.ok) return failure(notStored(used.error))
  if (!next.ok) return failure(notStored(next.error))
  if (next.value !== null && used.value?.apiKey !== next.value.apiKey) {
    const aside = used.value && (await store.spare('last').save(mode, exchangeId, used.value))
    if (aside?.ok === false) return failure(notStored(aside.error))
    const saved = await store.save(mode, exchangeId, next.value)
    if (!saved.ok) return failure(notStored(saved.error))
  }
  const view = { ending: newEnding, report, addedAt: clock.now(), usedAt: null }
  const detail = `from …${oldEnding} to …${newEnding}; the old one is kept until the exchange refuses it`
  desk.replaced(
    { ...view, mode, exchangeId, checkedAt: startedAt },
    { actor: 'engine', action: 'key switched', detail },
    () => book.reach(rotation, 'switched'),
  )
  return success(null)
}

async function reconcile(rotation: KeyRotation, { book, store, account }: StepParts) {
  const { mode, exchangeId } = rotation
  const spare = await store.spare('next').remove(mode, exchangeId)
  if (!spare.ok) return failure(notStored(spare.error))
  const open = account(rotation)
  const reconciled = (await open?.reopen()) ?? success(null)
  if (!reconciled.ok) return reconciled
  const resumed = account(rotation)?.resumeEntries('engine') ?? success(null)
  if (resumed.ok) book.reach(rotation, 'reconciled')
  return resumed
}

/** Only the exchange's refusal says so; that it cannot be asked does not. */
async function proveDead(
  rotation: KeyRotation,
  { book, store, clock, baseUrl }: StepParts,
): Promise<Result<null, Problem>> {
  const { mode, exchangeId, oldEnding } = rotation
  const last = store.spare('last')
  const keys = await last.keysFor(mode, exchangeId)
  if (!keys.ok) return failure(notStored(keys.error))
  if (keys.value !== null) {
    const { checkKey } = await import('../../exchanges/ccxt/check-key.ts')
    const checked = await checkKey({ mode, exchangeId, keys: keys.value, clock, baseUrl })
    if (checked.ok) return failure(oldKeyWorks(rotation))
    if (checked.error.code !== 'key-refused') return checked
    const removed = await last.remove(mode, exchangeId)
    if (!removed.ok) return failure(notStored(removed.error))
  }
  const detail = `the exchange refuses …${oldEnding}, which is forgotten`
  book.end(rotation, { actor: 'engine', action: 'key rotated', detail })
  return success(null)
}
