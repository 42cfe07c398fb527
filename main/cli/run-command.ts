import { problemOf } from '../../app/engine/problem-of.ts'
import project from '../../package.json' with { type: 'json' }
import { EXIT, Misuse, USAGE } from './usage.ts'

type Command = (args: readonly string[]) => Promise<number>

/** Loaded when they are asked for: to read a ledger takes no exchange. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['run', async () => (await import('./run.ts')).run],
  ['place', async () => (await import('./place.ts')).place],
  ['cancel', async () => (await import('./control-commands.ts')).cancel],
  ['halt', async () => (await import('./control-commands.ts')).halt],
  ['resume', async () => (await import('./control-commands.ts')).resume],
  ['breakers', async () => (await import('./control-commands.ts')).breakers],
  ['equity', async () => (await import('./control-commands.ts')).equity],
  ['decide', async () => (await import('./control-commands.ts')).decide],
  ['orders', async () => (await import('./read-account.ts')).orders],
  ['fills', async () => (await import('./read-account.ts')).fills],
  ['balances', async () => (await import('./read-account.ts')).balances],
  ['history', async () => (await import('./history.ts')).history],
  ['drifts', async () => (await import('./read-account.ts')).drifts],
  ['backtest', async () => (await import('./backtest.ts')).backtest],
  ['backtests', async () => (await import('./backtests.ts')).backtests],
  ['data', async () => (await import('./data/data.ts')).data],
  ['parity', async () => (await import('./parity.ts')).parity],
  ['optimize', async () => (await import('./optimize.ts')).optimize],
  ['walk-forward', async () => (await import('./walk-forward.ts')).walkForward],
  ['strategies', async () => (await import('./strategies.ts')).strategies],
  ['backups', async () => (await import('./backups.ts')).backups],
  ['audit', async () => (await import('./audit.ts')).audit],
  ['view-only', async () => (await import('./view-only.ts')).viewOnly],
  ['keys', async () => (await import('./keys.ts')).keys],
  ['vault', async () => (await import('./vault.ts')).vault],
  ['diagnostics', async () => (await import('./diagnostics.ts')).diagnostics],
  ['health', async () => (await import('./health.ts')).health],
  // Not for people: the engine's process starts it for itself.
  ['watchdog', async () => (await import('../watchdog/run-watchdog.ts')).runWatchdog],
  ['sandbox', async () => (await import('../sandbox/run-sandbox.ts')).runSandbox],
  ['alerts', async () => (await import('./alerts.ts')).alerts],
  ['doctor', async () => (await import('./doctor.ts')).doctor],
])

/** Said without doing anything. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ['help', USAGE],
  ['--help', USAGE],
  ['version', `${project.productName} ${project.version}\n`],
  ['--version', `${project.productName} ${project.version}\n`],
])

export function isCommand(name: string | undefined): boolean {
  return name !== undefined && (COMMANDS.has(name) || TEXTS.has(name))
}

/** Carries a command out and returns the exit status. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = args
  // ccxt leaves some rejections of a stream that could not be opened to nobody.
  process.on('unhandledRejection', (reason) => process.stderr.write(`${String(reason)}\n`))
  // A pipe that was closed is no reason to break off in the middle.
  process.stdout.on('error', () => undefined)
  const text = TEXTS.get(name)
  if (text !== undefined) {
    process.stdout.write(text)
    return EXIT.done
  }
  try {
    const load = COMMANDS.get(name)
    if (load === undefined) throw new Misuse(`There is no command "${name}".`)
    return await (await load())(rest)
  } catch (error) {
    return failed(error)
  }
}

function failed(error: unknown): number {
  if (error instanceof Misuse || isParseError(error)) {
    process.stderr.write(`${error.message}\n"cryptobot help" tells what there is to type.\n`)
    return EXIT.refused
  }
  const { code, message, action } = problemOf(error)
  process.stderr.write(`${message}\n${action}\n`)
  if (code === 'internal') process.stderr.write(`${String(error)}\n`)
  return EXIT.failed
}

/** What `parseArgs` throws about the arguments. */
function isParseError(error: unknown): error is TypeError {
  return error instanceof TypeError && 'code' in error
}
