import { closeSync, cpSync, existsSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { failureOf } from './failure-of.fixture.ts'
import { noteSound } from './left-sound.ts'
import { closeInOrder, type DatabaseKind, openDatabase } from './open-database.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const kind: DatabaseKind = {
  migrations: [{ name: '0001', sql: 'CREATE TABLE notes (text TEXT NOT NULL) STRICT' }],
  synchronous: 'NORMAL',
  trustsLastClose: true,
}

let path = ''

function open() {
  return openDatabase(path, kind)
}

/** The last page: a look at what the file says of itself does not come there. */
function damage(): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(4_096, 0xff), 0, 4_096, 4_096 * 8)
  closeSync(file)
}

beforeEach(() => {
  path = join(temporaryFolder(), 'notes.db')
  const database = open()
  const insert = database.prepare('INSERT INTO notes VALUES (?)')
  for (let note = 0; note < 1_000; note += 1) insert.run('a note that takes some room '.repeat(4))
  closeInOrder(database)
})

describe('a database that trusts its last close', () => {
  it('opens with all that is in it, again and again', () => {
    for (let time = 0; time < 3; time += 1) {
      const database = open()
      expect(database.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(1_000)
      closeInOrder(database)
    }
  })

  it('is not read through when it is as it was left', () => {
    damage()
    noteSound(path)
    closeInOrder(open())
  })

  it('is read through when it was changed since', () => {
    damage()
    expect(failureOf(open).reason).toBe('damaged')
  })

  it('is read through when another file has taken its place', () => {
    damage()
    cpSync(path, `${path}.copy`, { preserveTimestamps: true })
    renameSync(`${path}.copy`, path)
    expect(failureOf(open).reason).toBe('damaged')
  })

  it('is read through after a crash, which leaves no note', () => {
    open().close()
    expect(existsSync(`${path}.closed`)).toBe(false)
    damage()
    expect(failureOf(open).reason).toBe('damaged')
  })

  it('is read through when there is a log beside it', () => {
    const database = open()
    database.exec("INSERT INTO notes VALUES ('not in the file yet')")
    cpSync(path, `${path}.crashed`)
    cpSync(`${path}-wal`, `${path}.crashed-wal`)
    closeInOrder(database)
    damage()
    noteSound(path)
    renameSync(`${path}.crashed-wal`, `${path}-wal`)
    expect(failureOf(open).reason).toBe('damaged')
  })
})
