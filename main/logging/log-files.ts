import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogSettings } from '../../app/contract/logs.ts'

/** Put aside under the time at which that was done. */
const PUT_ASIDE = /^cryptobot-\d{8}T\d{9}\.log$/
const DAY_MS = 86_400_000
const CURRENT = 'cryptobot.log'

/** A file of the log, which keeps its number when it is put aside. */
export interface LogFile {
  readonly path: string
  readonly file: string
  readonly bytes: number
}

/** Where it is written, unless somebody wants it elsewhere. */
export function usualLogFolder(profileDirectory: string): string {
  return join(profileDirectory, 'logs')
}

/** The file that is written to. */
export function currentLog(folder: string): string {
  return join(folder, CURRENT)
}

/** Makes room for a new file. */
export function putAside(folder: string): void {
  const stamp = new Date().toISOString().replace(/[-:.Z]/g, '')
  renameSync(currentLog(folder), join(folder, `cryptobot-${stamp}.log`))
}

/** Removes what was put aside, where there is more of it, or it is older, than is kept. */
export function dropOldLogs(
  folder: string,
  { files, keepDays }: Pick<LogSettings, 'files' | 'keepDays'>,
): void {
  if (!existsSync(folder)) return
  const oldest = Date.now() - keepDays * DAY_MS
  const aside = readdirSync(folder).filter(isPutAside).sort()
  aside.forEach((name, place) => {
    const path = join(folder, name)
    const isOneTooMany = place < aside.length - (files - 1)
    if (isOneTooMany || statSync(path).mtimeMs < oldest) rmSync(path, { force: true })
  })
}

/** All there are, oldest first. */
export async function logFiles(folder: string): Promise<readonly LogFile[]> {
  const names = await readdir(folder).catch(() => [])
  const aside = names.filter(isPutAside).sort()
  const found = await Promise.all([...aside, CURRENT].map((name) => logFile(join(folder, name))))
  return found.filter((file) => file !== undefined)
}

/** Throws where no file can be made. */
export function expectWritable(folder: string): void {
  accessSync(folder, constants.W_OK | constants.X_OK)
}

function isPutAside(name: string): boolean {
  return PUT_ASIDE.test(name)
}

/** Nothing when it went meanwhile. */
async function logFile(path: string): Promise<LogFile | undefined> {
  try {
    const { ino, size } = await stat(path, { bigint: true })
    return { path, file: String(ino), bytes: Number(size) }
  } catch {
    return undefined
  }
}
