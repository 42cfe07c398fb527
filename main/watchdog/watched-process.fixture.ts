import { ownCommand } from './own-command.ts'
import { Watchdog } from './watchdog.ts'

const BEAT_MS = 50
const STALL_MS = 700

/** A process with a watchdog, which does nothing else; told "end" it ends as it should. */
const [, , commandLine = '', profile = ''] = process.argv
const argv = [process.execPath, commandLine]
const words = ['watchdog', '--profile', profile, '--stall-ms', String(STALL_MS)]
const watchdog = new Watchdog({
  command: ownCommand({ execPath: process.execPath, argv, versions: {} }, words),
  openOrders: () => 2,
  secrets: async () => undefined,
  warn: (text) => process.stdout.write(`${text}\n`),
  startAfterMs: 0,
  beatMs: BEAT_MS,
})
const living = setInterval(() => process.stdout.write(`${watchdog.pid ?? ''}\n`), BEAT_MS)
process.stdin.once('data', () => {
  clearInterval(living)
  watchdog.close()
  process.stdin.destroy()
})
