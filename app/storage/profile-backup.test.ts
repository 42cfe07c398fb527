import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { StoreError } from '../ports/store-error.ts'
import { ProfileBackups } from './profile-backup.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const KEPT = [
  'settings.db',
  'alerts.db',
  'strategies/mine.ts',
  'accounts/demo-7/ledger.db',
  'accounts/demo-7/market.db',
]
const LEFT_OUT = [
  'research.db',
  'logs/main.log',
  'window/Cookies',
  'SingletonLock',
  'profile.lock',
  'control.json',
]

function profile() {
  const directory = temporaryFolder()
  for (const file of [...KEPT, ...LEFT_OUT]) write(directory, file, file)
  return { directory, backups: new ProfileBackups(directory) }
}

function write(directory: string, file: string, text: string): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true })
  writeFileSync(join(directory, file), text)
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

it('keeps what cannot be had again, and nothing else', () => {
  const { directory, backups } = profile()
  backups.make('2026-11-22 before 0.2.0')
  const folder = join(directory, 'backups', '2026-11-22 before 0.2.0')
  expect(filesIn(folder)).toEqual([...KEPT].sort())
  expect(readFileSync(join(folder, 'settings.db'), 'utf8')).toBe('settings.db')
})

it('keeps five, the newest', () => {
  const { backups } = profile()
  for (let day = 1; day <= 7; day += 1) backups.make(`2026-11-0${day} before 0.2.${day}`)
  expect(backups.names().map((name) => name.slice(8, 10))).toEqual(['03', '04', '05', '06', '07'])
})

it('neither lists nor keeps one that was cut off', () => {
  const { directory, backups } = profile()
  write(directory, 'backups/x.unfinished/half', '')
  expect(backups.names()).toEqual([])
  backups.make('x')
  expect(filesIn(join(directory, 'backups', 'x'))).toEqual([...KEPT].sort())
})

it('puts one back in the place of all that is of the kind, and touches nothing else', () => {
  const { directory, backups } = profile()
  backups.make('x')
  for (const file of [...KEPT, ...LEFT_OUT]) write(directory, file, 'later')
  write(directory, 'settings.db-wal', 'later')
  backups.putBack('x', (copy) => write(copy, 'settings.db', 'prepared'))
  expect(readFileSync(join(directory, 'settings.db'), 'utf8')).toBe('prepared')
  expect(readFileSync(join(directory, 'strategies/mine.ts'), 'utf8')).toBe('strategies/mine.ts')
  expect(readFileSync(join(directory, 'logs/main.log'), 'utf8')).toBe('later')
  // It would be taken for changes of the database that is there now.
  expect(existsSync(join(directory, 'settings.db-wal'))).toBe(false)
  expect(backups.names()).toEqual(['x'])
  expect(filesIn(join(directory, 'backups'))).toEqual(KEPT.map((file) => `x/${file}`).sort())
})

it('leaves the vault that there is, whatever the backup holds', () => {
  const { directory, backups } = profile()
  backups.make('before the vault')
  write(directory, 'vault.json', 'first')
  backups.make('with a vault')
  write(directory, 'vault.json', 'of today')
  for (const name of ['before the vault', 'with a vault']) {
    backups.putBack(name, () => undefined)
    expect(readFileSync(join(directory, 'vault.json'), 'utf8')).toBe('of today')
  }
})

it('keeps the one that is being put back beyond five', () => {
  const { backups } = profile()
  for (let day = 1; day <= 5; day += 1) backups.make(`2026-11-0${day}`)
  backups.make('2026-11-06', '2026-11-01')
  expect(backups.names()).toContain('2026-11-01')
  expect(backups.names()).not.toContain('2026-11-02')
})

it('changes nothing when what is put back cannot be prepared', () => {
  const { directory, backups } = profile()
  backups.make('x')
  write(directory, 'settings.db', 'later')
  const fails = () => {
    throw new StoreError('damaged', 'It is damaged.', 'Take another one.')
  }
  expect(() => backups.putBack('x', fails)).toThrow('It is damaged.')
  expect(readFileSync(join(directory, 'settings.db'), 'utf8')).toBe('later')
})
