import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failure-of.fixture.ts'
import { type DatabaseKind, openDatabase } from './open-database.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const first = { name: '0001', sql: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT' }
const second = { name: '0002', sql: "ALTER TABLE notes ADD COLUMN colour TEXT DEFAULT 'red'" }
const kind: DatabaseKind = { migrations: [first], synchronous: 'FULL' }

function newPath(): string {
  return join(temporaryFolder(), 'sub', 'folder', 'notes.db')
}

/** A sound database of the first version with one note in it. */
function withNote(path = newPath()): string {
  const database = openDatabase(path, kind)
  database.exec("INSERT INTO notes VALUES ('kept')")
  database.close()
  return path
}

/** Every file of a folder but copies that were kept; of SQLite's index over its log, which it rebuilds, the name alone. */
function filesBeside(path: string): Record<string, string> {
  const names = readdirSync(dirname(path)).filter((name) => !name.includes('.kept-'))
  return Object.fromEntries(
    names.map((name) => [name, name.endsWith('-shm') ? '' : hashOf(join(dirname(path), name))]),
  )
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

function copiesOf(path: string): string[] {
  const isCopy = (name: string) => name.startsWith(`${basename(path)}.kept-`)
  return readdirSync(dirname(path)).filter((name) => isCopy(name) && !name.endsWith('-wal'))
}

describe('a new database', () => {
  it('is made with its folders, and read by its owner alone', () => {
    const path = newPath()
    const database = openDatabase(path, kind)
    if (process.platform !== 'win32') {
      for (const file of [path, `${path}-wal`, `${path}-shm`]) {
        expect(statSync(file).mode & 0o777).toBe(0o600)
      }
      expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
    }
    database.close()
  })

  it.each([
    ['FULL', 2],
    ['NORMAL', 1],
  ] as const)('writes ahead and synchronises %s', (synchronous, level) => {
    const database = openDatabase(newPath(), { ...kind, synchronous })
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.pragma('synchronous', { simple: true })).toBe(level)
    expect(database.pragma('fullfsync', { simple: true })).toBe(synchronous === 'FULL' ? 1 : 0)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(database.pragma('user_version', { simple: true })).toBe(1)
    database.close()
  })

  it('says so when its folder cannot be made', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(failureOf(() => openDatabase(join(file, 'notes.db'), kind)).reason).toBe('read-only')
  })
})

describe('a database of an older version', () => {
  it('is brought to the newest version with its data', () => {
    const path = withNote()
    const database = openDatabase(path, { ...kind, migrations: [first, second] })
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept', colour: 'red' }])
    expect(database.pragma('user_version', { simple: true })).toBe(2)
    database.close()
  })

  it('stays as it was when a migration is interrupted', () => {
    const path = withNote()
    const broken = { name: '0003', sql: 'DELETE FROM notes; SELECT * FROM nowhere' }
    const failure = failureOf(() =>
      openDatabase(path, { ...kind, migrations: [first, second, broken] }),
    )
    expect(failure.reason).toBe('failed')
    const database = openDatabase(path, kind)
    expect(database.prepare('SELECT * FROM notes').all()).toEqual([{ text: 'kept' }])
    expect(database.pragma('user_version', { simple: true })).toBe(1)
    database.close()
  })

  it('is opened as it is when it is up to date, an empty file as a new one', () => {
    const path = withNote()
    const database = openDatabase(path, kind)
    expect(database.prepare('SELECT text FROM notes').all()).toHaveLength(1)
    database.close()
    const empty = join(temporaryFolder(), 'empty.db')
    writeFileSync(empty, '')
    openDatabase(empty, kind).close()
  })
})

/** Files that cannot be used, each with the reason that is given. */
const unusable: readonly (readonly [string, string, () => string])[] = [
  ['a newer one', 'newer', () => newer(newPath())],
  ['a newer one with the log of a crash beside it', 'newer', newerAfterCrash],
  [
    'a text file',
    'damaged',
    () => written('this is no database, it is a letter to my aunt. '.repeat(50)),
  ],
  ['a short text file', 'damaged', () => written('hello')],
  ['one that was overwritten in the middle', 'damaged', overwritten],
  ['one that was cut off', 'damaged', cutOff],
  ['one whose header lies', 'damaged', lying],
  ["another program's database", 'damaged', foreign],
]

describe.each(unusable)('%s', (_name, reason, make) => {
  it(`is ${reason}, and no file of it is changed, made or removed`, () => {
    const path = make()
    const before = filesBeside(path)
    expect(failureOf(() => openDatabase(path, kind)).reason).toBe(reason)
    expect(filesBeside(path)).toEqual(before)
  })

  it('is copied once, and the message names it, the copy and the way out', () => {
    const path = make()
    const failure = failureOf(() => openDatabase(path, kind))
    failureOf(() => openDatabase(path, kind))
    const [copy = '', ...others] = copiesOf(path)
    expect(others).toEqual([])
    const copyPath = join(dirname(path), copy)
    expect(hashOf(copyPath)).toBe(hashOf(path))
    expect(existsSync(`${copyPath}-wal`)).toBe(existsSync(`${path}-wal`))
    expect(failure.message).toContain(path)
    expect(failure.message).toContain(copyPath)
    expect(failure.action).toContain(`move ${path} to another folder`)
  })
})

it('makes no copy of what is no file', () => {
  const path = newPath()
  mkdirSync(path, { recursive: true })
  expect(failureOf(() => openDatabase(path, kind)).reason).toBe('failed')
  expect(copiesOf(path)).toEqual([])
})

it('still says what is wrong when no copy can be kept', () => {
  const path = written('not a database at all, but long enough to be looked at. '.repeat(9))
  const { mtimeMs } = statSync(path)
  // A folder that cannot be written is no obstacle to root, so the copy's own log is in its way.
  writeFileSync(`${path}-wal`, '')
  mkdirSync(`${path}.kept-${Math.round(mtimeMs)}-wal`)
  const failure = failureOf(() => openDatabase(path, kind))
  expect(failure.reason).toBe('damaged')
  expect(failure.message).toContain('could not keep a copy')
})

function newer(path: string): string {
  withNote(path)
  const database = new Database(path)
  database.pragma('user_version = 2')
  database.close()
  return path
}

/** The newer version is in the log alone, as a process that was killed leaves it. */
function newerAfterCrash(): string {
  const source = withNote()
  const database = new Database(source)
  database.exec("INSERT INTO notes VALUES ('in the log')")
  database.pragma('user_version = 2')
  const path = join(temporaryFolder(), 'notes.db')
  for (const suffix of ['', '-wal', '-shm']) cpSync(`${source}${suffix}`, `${path}${suffix}`)
  database.close()
  return path
}

function written(text: string): string {
  const path = join(temporaryFolder(), 'notes.db')
  writeFileSync(path, text)
  return path
}

function overwritten(): string {
  const path = withNote()
  const bytes = readFileSync(path)
  bytes.fill(0xab, 4_096)
  writeFileSync(path, bytes)
  return path
}

function cutOff(): string {
  const path = withNote()
  writeFileSync(path, readFileSync(path).subarray(0, 5_000))
  return path
}

/** It says that five of its pages are free, which none is. */
function lying(): string {
  const path = withNote()
  const bytes = readFileSync(path)
  bytes[39] = 5
  writeFileSync(path, bytes)
  return path
}

function foreign(): string {
  const path = join(temporaryFolder(), 'notes.db')
  const database = new Database(path)
  database.exec('CREATE TABLE recipes (name TEXT)')
  database.close()
  return path
}
