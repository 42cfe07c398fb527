import { z } from 'zod'
import { keyPlace, keyReport, keyView } from './keys.ts'
import { problem, timeMs } from './values.ts'

/**
 * What is done already, in this order. begun: a new key was tried, and is being kept. verified: it is kept beside the old one.
 * paused: no bot enters. switched: the new one is the one that is used. reconciled: our record was held against the
 * exchange's with it, and bots may enter again; the old one waits for its end.
 */
export const ROTATION_STEPS = ['begun', 'verified', 'paused', 'switched', 'reconciled'] as const
export type RotationStep = (typeof ROTATION_STEPS)[number]

/** A key that is taking the place of another, as far as that has come. */
export const keyRotation = keyPlace.extend({
  step: z.enum(ROTATION_STEPS),
  oldEnding: keyView.shape.ending,
  newEnding: keyView.shape.ending,
  /** What the exchange said of the new one. */
  report: keyReport,
  startedAt: timeMs,
  /** Why it has not come further; null while it goes on by itself. */
  problem: problem.nullable(),
})
export type KeyRotation = z.infer<typeof keyRotation>

export const keyRotations = z.array(keyRotation).max(500)
