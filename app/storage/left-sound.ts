import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'

/**
 * A database that was closed in order, and has not been touched since, need not be read through at the next start: that would
 * take longer with every candle. What the file was like is noted beside it when it is closed. The note goes when the file is
 * opened, so that a crash leaves none.
 */
export function noteSound(path: string): void {
  try {
    // A log that is still there holds what the file does not: another program has it open.
    if (!existsSync(`${path}-wal`)) writeFileSync(noteOf(path), stateOf(path), { mode: 0o600 })
  } catch {
    // Without a note the file is read through at the next start, as after a crash.
  }
}

/** True when the file is what it was when it was closed in order. */
export function isAsLeft(path: string): boolean {
  try {
    return !existsSync(`${path}-wal`) && readFileSync(noteOf(path), 'utf8') === stateOf(path)
  } catch {
    return false
  }
}

export function forgetSound(path: string): void {
  rmSync(noteOf(path), { force: true })
}

function noteOf(path: string): string {
  return `${path}.closed`
}

/** Changes with every write, and when another file takes its place. */
function stateOf(path: string): string {
  const { size, ino, mtimeNs, ctimeNs } = statSync(path, { bigint: true })
  return [size, ino, mtimeNs, ctimeNs].join(' ')
}
