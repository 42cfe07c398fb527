import { runCommand } from './run-command.ts'

/** A connection that will not close must not keep a command from ending: all that matters is on disk. */
const LINGER_MS_MAX = 1_000

process.exitCode = await runCommand(process.argv.slice(2))
setTimeout(() => process.exit(), LINGER_MS_MAX).unref()
