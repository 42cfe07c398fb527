import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { stored } from './store-failure.ts'
import { verifyBackup } from './verify-backup.ts'

/**
 * What can be had again, or says how things are at this moment. Candles are kept: where a simulated market stands follows from
 * them.
 */
const LEFT_OUT =
  /^(?:backups|window|logs|Crashpad|research\.db|Singleton.*|profile\.lock|control.*)/

const FOLDER = 'backups'
const UNFINISHED = '.unfinished'
const VAULT = 'vault.json'
/** Older ones go: they grow with the ledger. */
const BACKUPS_MAX = 5
/** What other programs may write meanwhile. */
const SPARE_BYTES = 64 * 1_048_576

/**
 * The copies of a profile that are kept in its folder, each under a name that begins with its day: of what cannot be had again,
 * that is settings, ledgers with their candles, alerts and strategies. Whoever makes one or puts one back has closed the profile, and has it for
 * himself. Throws a `StoreError` where files cannot be read or written.
 */
export class ProfileBackups {
  readonly #profile: string
  readonly #folder: string

  constructor(profile: string) {
    this.#profile = profile
    this.#folder = join(profile, FOLDER)
  }

  /** Oldest first. */
  names(): readonly string[] {
    if (!existsSync(this.#folder)) return []
    const names = stored(this.#folder, () => readdirSync(this.#folder))
    return names.filter((name) => !name.endsWith(UNFINISHED)).sort()
  }

  /** What one more takes and what is left of the disk, in bytes, when that does not suffice. */
  lackingRoom(): { readonly needed: number; readonly free: number } | null {
    const needed = keptBytes(this.#profile) + SPARE_BYTES
    const { bavail, bsize } = statfsSync(this.#profile)
    const free = bavail * bsize
    return free >= needed ? null : { needed, free }
  }

  /** It is complete when it is there, since it is copied under another name first. The oldest beyond five go, but for one. */
  make(name: string, kept?: string): void {
    this.#build(name, this.#profile)
    this.#removeOldest(name, kept)
  }

  #removeOldest(name: string, kept?: string): void {
    const names = this.names()
    const others = names.filter((other) => other !== name && other !== kept)
    for (const other of others.slice(0, Math.max(0, names.length - BACKUPS_MAX))) {
      rmSync(join(this.#folder, other), { recursive: true })
    }
  }

  /**
   * Puts a backup in the place of what the profile holds, once `prepare` went well over a copy of it. Settings come first: a
   * crash in between leaves what `prepare` has set in them. A vault stays: its keys and its passphrase are those of today.
   */
  putBack(name: string, prepare: (copy: string) => void): void {
    const copy = join(this.#folder, `${name}.put-back${UNFINISHED}`)
    stored(copy, () => {
      rmSync(copy, { recursive: true, force: true })
      copyKept(join(this.#folder, name), copy)
      if (existsSync(join(this.#profile, VAULT))) rmSync(join(copy, VAULT), { force: true })
    })
    prepare(copy)
    stored(this.#profile, () => {
      const incoming = readdirSync(copy)
      for (const entry of readdirSync(this.#profile)) {
        if (isKept(entry) && entry !== VAULT && !incoming.includes(entry)) {
          rmSync(join(this.#profile, entry), { recursive: true })
        }
      }
      for (const entry of incoming.sort(settingsFirst)) {
        rmSync(join(this.#profile, entry), { recursive: true, force: true })
        renameSync(join(copy, entry), join(this.#profile, entry))
      }
      rmSync(copy, { recursive: true })
    })
  }

  /** The same, read whole as if it were put back; returns how many databases it has. One that cannot be read is none. */
  makeVerified(name: string): number {
    this.#build(name, this.#profile)
    const folder = join(this.#folder, name)
    try {
      const databases = verifyBackup(folder)
      this.#removeOldest(name)
      return databases
    } catch (error) {
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
  }

  #build(name: string, source: string): void {
    const folder = join(this.#folder, name)
    const unfinished = `${folder}${UNFINISHED}`
    stored(unfinished, () => {
      rmSync(unfinished, { recursive: true, force: true })
      copyKept(source, unfinished)
      rmSync(folder, { recursive: true, force: true })
      renameSync(unfinished, folder)
    })
  }
}

function copyKept(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 })
  for (const entry of readdirSync(from).filter(isKept)) {
    cpSync(join(from, entry), join(to, entry), {
      recursive: true,
      preserveTimestamps: true,
      filter: (source) => isKept(relative(from, source)),
    })
  }
}

function isKept(path: string): boolean {
  return !LEFT_OUT.test(path.replaceAll('\\', '/'))
}

function keptBytes(profile: string): number {
  return readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .filter(isKept)
    .map((path) => statSync(join(profile, path), { throwIfNoEntry: false }))
    .reduce((sum, entry) => sum + (entry?.isFile() ? entry.size : 0), 0)
}

function settingsFirst(one: string, other: string): number {
  return Number(other.startsWith('settings.db')) - Number(one.startsWith('settings.db'))
}
