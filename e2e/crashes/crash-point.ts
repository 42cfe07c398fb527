import { z } from 'zod'

/** Where a process ends itself, as if its plug were pulled: before or after something is done for the n-th time. */
export const crashPoint = z.object({
  /** `sql`: a statement of SQLite that begins like this. `exec`: a script. `call`: a method, listed in the preload. */
  kind: z.enum(['sql', 'exec', 'call']),
  name: z.string(),
  when: z.enum(['before', 'after']),
  nth: z.number().int().positive().default(1),
  /** From the first line on; otherwise once the process is sent SIGUSR2. */
  isArmed: z.boolean().default(false),
})
export type CrashPoint = z.input<typeof crashPoint>

/** A clock that runs faster than real time, the same in the process and at its exchange. */
export const fastClock = z.object({ startedAt: z.number(), speed: z.number() })
export type FastClock = z.infer<typeof fastClock>

/** What fails with a disk, between one SIGUSR2 and the next: full, or every write an error. */
export const diskFault = z.enum(['full', 'broken'])
export type DiskFault = z.infer<typeof diskFault>

/** How these are handed to the preload. */
export const DISK_VARIABLE = 'CRYPTOBOT_TEST_DISK'
export const CRASH_VARIABLE = 'CRYPTOBOT_TEST_CRASH'
export const CLOCK_VARIABLE = 'CRYPTOBOT_TEST_CLOCK'

/** What the process says once it is armed, and when it is not any more. */
export const ARMED = 'armed'
export const DISARMED = 'disarmed'

export function fastNow({ startedAt, speed }: FastClock): number {
  return Math.floor(startedAt + (Date.now() - startedAt) * speed)
}
