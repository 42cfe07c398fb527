import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { problemOf } from '../../app/engine/problem-of.ts'
import { openAccountReader } from '../../app/storage/account-reader.ts'
import { lockProfile } from '../../app/storage/profile-lock.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { SettingsStore } from '../../app/storage/settings-store.ts'
import { findAddress } from '../control/control-address.ts'
import { profileOf } from './account-options.ts'
import { print } from './print.ts'
import { EXIT } from './usage.ts'

/** One thing that was looked at. */
interface Finding {
  readonly subject: string
  readonly isWell: boolean
  readonly message: string
}

const NODE_MAJOR_MIN = 22
/** Below that, a day of candles and a log may not fit any more. */
const FREE_BYTES_MIN = 200 * 1_024 * 1_024

/** `cryptobot doctor`: whether the installation and the profile can be used, and what to do where not. */
export async function doctor(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { profile: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const directory = profileOf(values)
  const findings = findingsOf(directory)
  if (values.json) print(findings)
  else for (const { subject, isWell, message } of findings) line(subject, isWell, message)
  return findings.every(({ isWell }) => isWell) ? EXIT.done : EXIT.failed
}

/** What was looked at, and how each of it is. */
export function findingsOf(directory: string): readonly Finding[] {
  return [
    runtime(),
    folder(directory),
    space(directory),
    lock(directory),
    settings(directory),
    ...accounts(directory),
  ]
}

function line(subject: string, isWell: boolean, message: string): void {
  process.stdout.write(`${isWell ? 'ok     ' : 'PROBLEM'}  ${subject}: ${message}\n`)
}

function runtime(): Finding {
  const subject = 'runtime'
  const { node, electron } = process.versions
  if (electron !== undefined) return { subject, isWell: true, message: `Electron ${electron}` }
  const isWell = Number(node.split('.')[0]) >= NODE_MAJOR_MIN
  return {
    subject,
    isWell,
    message: isWell
      ? `Node ${node}`
      : `Node ${node} is too old; use ${NODE_MAJOR_MIN} or newer, or \`npm run cryptobot\`.`,
  }
}

function folder(directory: string): Finding {
  const subject = 'profile folder'
  const place = existing(directory)
  try {
    accessSync(place, constants.R_OK | constants.W_OK)
    if (!statSync(place).isDirectory()) return { subject, isWell: false, message: notFolder(place) }
    const message = place === directory ? directory : `${directory} (not made yet)`
    return { subject, isWell: true, message }
  } catch {
    return {
      subject,
      isWell: false,
      message: `${place} cannot be read and written. Give yourself the right to, or choose another with --profile.`,
    }
  }
}

function notFolder(place: string): string {
  return `${place} is no folder. Choose another with --profile.`
}

function space(directory: string): Finding {
  const { bavail, bsize } = statfsSync(existing(directory))
  const free = bavail * bsize
  const megabytes = Math.round(free / 1_024 / 1_024)
  const isWell = free >= FREE_BYTES_MIN
  return {
    subject: 'disk',
    isWell,
    message: isWell
      ? `${megabytes} MB free`
      : `only ${megabytes} MB free. Make room: with a full disk, trading halts.`,
  }
}

/** That an engine runs is no problem, and then its lock cannot be had. */
function lock(directory: string): Finding {
  const subject = 'engine'
  if (!existsSync(directory)) return { subject, isWell: true, message: 'none runs' }
  try {
    lockProfile(directory)()
    return { subject, isWell: true, message: 'none runs' }
  } catch (error) {
    const { code, message } = problemOf(error)
    if (code !== 'store-busy') return { subject, isWell: false, message }
    const listens = findAddress(directory) !== undefined
    return {
      subject,
      isWell: true,
      message: listens ? 'one runs, and can be talked to' : 'one runs, without a control socket',
    }
  }
}

function settings(directory: string): Finding {
  const subject = 'settings'
  const path = new ProfilePaths(directory).settings
  if (!existsSync(path)) return { subject, isWell: true, message: 'none yet' }
  return checked(subject, () => {
    new SettingsStore(path).close()
    return undefined
  })
}

function accounts(directory: string): readonly Finding[] {
  const path = join(directory, 'accounts')
  if (!existsSync(path)) return []
  return readdirSync(path).map((id) =>
    checked(`account ${id}`, () => {
      const account = openAccountReader(join(path, id))
      try {
        const open = account.drifts().filter(({ state }) => state === 'open').length
        const unresolved = account.orders().filter(({ state }) => state === 'unresolved').length
        return `${account.orders().length} orders, ${unresolved} unresolved, ${open} drifts to decide on`
      } finally {
        account.close()
      }
    }),
  )
}

function checked(subject: string, check: () => string | undefined): Finding {
  try {
    return { subject, isWell: true, message: check() ?? 'readable' }
  } catch (error) {
    const { message, action } = problemOf(error)
    return { subject, isWell: false, message: `${message} ${action}` }
  }
}

/** The folder, or the first above it that is there. */
function existing(directory: string): string {
  return existsSync(directory) ? directory : existing(dirname(directory))
}
