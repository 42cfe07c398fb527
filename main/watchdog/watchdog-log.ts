import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { WatchFinding } from './watch-report.ts'

/** A process that stalls all day fills no disk: there is one old file beside the one that is written. */
const BYTES_MAX = 256 * 1_024

/** A line in the profile's `logs/watchdog.log`, readable by its owner alone. */
export function logFinding(directory: string, { time, title, text }: WatchFinding): void {
  // The profile may have been taken away with the process.
  if (!existsSync(directory)) return
  const logs = join(directory, 'logs')
  const path = join(logs, 'watchdog.log')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (bytes > BYTES_MAX) renameSync(path, `${path}.old`)
  appendFileSync(path, `${new Date(time).toISOString()} ${title}. ${text}\n`, { mode: 0o600 })
}
