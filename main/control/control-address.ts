import { createHash } from 'node:crypto'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ControlAddress, controlAddress } from '../../app/contract/control.ts'

const FILE = 'control.json'
const NAME_LENGTH = 16

/** Leaves word of where the engine listens, for those who may read it: whole or not at all, and for its owner alone. */
export function publishAddress(directory: string, address: ControlAddress): void {
  const draft = join(directory, `${FILE}.new`)
  rmSync(draft, { force: true })
  writeFileSync(draft, JSON.stringify(address), { mode: 0o600, flag: 'wx' })
  renameSync(draft, join(directory, FILE))
}

export function withdrawAddress(directory: string): void {
  rmSync(join(directory, FILE), { force: true })
}

/** Nothing where no engine has left word, or what it left cannot be read. */
export function findAddress(directory: string): ControlAddress | undefined {
  try {
    const text = readFileSync(join(directory, FILE), 'utf8')
    return controlAddress.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Where the engine of this profile is to listen. Sockets have short paths, and profiles need not: so it lies in a folder that only its owner can enter. */
export function socketPath(directory: string): string {
  const name = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, NAME_LENGTH)
  if (process.platform === 'win32') return `\\\\.\\pipe\\cryptobot-${name}`
  return join(privateFolder(), `${name}.sock`)
}

/** Others may write beside it, so it is looked at whose it is. */
function privateFolder(): string {
  const owner = process.getuid?.() ?? 0
  const folder = join(tmpdir(), `cryptobot-${owner}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== owner) throw new Error(`${folder} is somebody else's`)
  chmodSync(folder, 0o700)
  return folder
}
