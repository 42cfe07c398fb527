import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

const OWNER_ALONE = 0o600

/** Whole or not at all, wherever the process or the machine ends; for its owner alone. With `wx` nothing may be there yet. */
export function writeWhole(path: string, text: string, flag?: 'wx'): void {
  const draft = `${path}.new`
  rmSync(draft, { force: true })
  const file = openSync(draft, 'wx', OWNER_ALONE)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  if (flag === 'wx') {
    // Unlike a rename, it fails where something is there.
    linkSync(draft, path)
    rmSync(draft)
  } else {
    renameSync(draft, path)
  }
  syncFolder(dirname(path))
}

/** So that the name is on disk as well; Windows keeps names by itself. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
