import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'

/** A machine that cannot reach the download today probably cannot in an hour, but perhaps tomorrow. */
const rememberedForMs = 24 * 60 * 60_000

function memoryFile(version: string): string {
  return join(cacheFolder(), `electron-${version}-download-failed.txt`)
}

/** Why the last download failed, if that was on this machine within the last day. */
export function recallDownloadFailure(version: string, nowMs: number): string | undefined {
  const file = memoryFile(version)
  if (!existsSync(file)) return undefined
  const [failedAtMs, ...reason] = readFileSync(file, 'utf8').split('\n')
  const ageMs = nowMs - Number(failedAtMs)
  return ageMs >= 0 && ageMs < rememberedForMs ? reason.join(' ') : undefined
}

/** Keeps the next runs from waiting for the same failure. */
export function rememberDownloadFailure(version: string, reason: string, nowMs: number): void {
  mkdirSync(cacheFolder(), { recursive: true })
  writeFileSync(memoryFile(version), `${nowMs}\n${reason}`)
}
