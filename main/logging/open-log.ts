import { join } from 'node:path'
import log from 'electron-log/node.js'

const LOG_BYTES_MAX = 2 * 1024 * 1024

export interface Log {
  info(message: string): void
  warn(message: string): void
  error(message: string, error?: unknown): void
}

/** One file in the profile, readable by its owner alone, written without holding the engine up. */
export function openLog(profileDirectory: string): Log {
  const { file, console } = log.transports
  file.resolvePathFn = () => join(profileDirectory, 'logs', 'cryptobot.log')
  file.level = 'info'
  file.sync = false
  file.maxSize = LOG_BYTES_MAX
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  console.level = 'warn'
  return log
}
