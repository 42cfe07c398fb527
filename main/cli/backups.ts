import { parseArgs } from 'node:util'
import type { Problem } from '../../app/domain/result.ts'
import { putBackBackup } from '../../app/engine/session/put-back-backup.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ProfileBackups } from '../../app/storage/profile-backup.ts'
import { lockProfile } from '../../app/storage/profile-lock.ts'
import { profileOf } from './account-options.ts'
import { print, printProblem } from './print.ts'
import { printTable } from './print-table.ts'
import { EXIT, Misuse } from './usage.ts'
import { refuseIfViewOnly } from './view-only.ts'

/** `cryptobot backups`: the copies of the profile, made before updates or by hand; `put-back` is the way back to one. */
export async function backups(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { profile: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const directory = profileOf(values)
  const [action = 'list', name, ...more] = positionals
  if (more.length > 0) throw new Misuse(`Unexpected argument "${more[0]}".`)
  if (action === 'list' && name === undefined) return list(directory, values.json)
  if (action === 'make' && name === undefined) return make(directory)
  if (action === 'put-back' && name !== undefined) return putBack(directory, name)
  throw new Misuse('Say `backups` to list them, `backups make`, or `backups put-back NAME`.')
}

function list(directory: string, json: boolean): number {
  const rows = new ProfileBackups(directory).names().map((name) => ({ name }))
  if (json) print(rows)
  else printTable(rows)
  return EXIT.done
}

/** Complete, and read back, or none. */
function make(directory: string): number {
  const unlock = lockProfile(directory)
  try {
    const copies = new ProfileBackups(directory)
    const lacking = copies.lackingRoom()
    if (lacking !== null) {
      printProblem(noRoom(lacking))
      return EXIT.failed
    }
    const now = new Date(systemClock.now()).toISOString()
    const name = `${now.slice(0, 23).replaceAll(':', '.')} by hand`
    print({ kind: 'backup-made', name, databases: copies.makeVerified(name) })
    return EXIT.done
  } finally {
    unlock()
  }
}

function noRoom({ needed, free }: { readonly needed: number; readonly free: number }): Problem {
  return {
    code: 'backup-no-room',
    message: `The backup was not made: it takes ${needed} bytes, and ${free} are free.`,
    action: 'Nothing was changed. Make room on the disk, then try again.',
  }
}

function putBack(directory: string, name: string): number {
  refuseIfViewOnly(directory)
  const unlock = lockProfile(directory)
  try {
    const wish = { name, actor: 'command-line' } as const
    const done = putBackBackup(new ProfileBackups(directory), wish, systemClock)
    if (!done.ok) {
      printProblem(done.error)
      return EXIT.failed
    }
    print({ kind: 'backup-put-back', name, before: done.value, trading: 'halted' })
    return EXIT.done
  } finally {
    unlock()
  }
}
