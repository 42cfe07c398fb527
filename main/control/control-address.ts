import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type ControlAddress, controlAddress } from '../../app/contract/control.ts'

const FILE = 'control.json'
const TOKEN_BYTES = 32
const NAME_LENGTH = 16

/** Leaves word of where the engine of this profile listens, for those who may read the profile. */
export function publishAddress(directory: string): ControlAddress {
  const address = {
    socket: socketPath(directory),
    token: randomBytes(TOKEN_BYTES).toString('hex'),
  }
  writeFileSync(join(directory, FILE), JSON.stringify(address), { mode: 0o600 })
  return address
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

/** Sockets have short paths, and profiles need not: so it lies in a folder that only its owner can enter. */
function socketPath(directory: string): string {
  const name = createHash('sha256').update(resolve(directory)).digest('hex').slice(0, NAME_LENGTH)
  if (process.platform === 'win32') return `\\\\.\\pipe\\cryptobot-${name}`
  const folder = join(tmpdir(), `cryptobot-${process.getuid?.() ?? 0}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, `${name}.sock`)
}
