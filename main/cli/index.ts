import { parseArgs } from 'node:util'
import { runHeadless } from './run-headless.ts'

const USAGE = `Cryptobot on the command line

  cryptobot run --headless --mode demo [--profile DIR] [--speed N]
      Runs the engine on the built-in demo market, without a window, and prints what it does until Ctrl-C.
      --profile  the folder that holds settings and ledgers (the application's own by default)
      --speed    candles per second (2 by default)

  cryptobot help
      Prints this.
`

const EXIT_USAGE = 2

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const [command = 'help', ...rest] = args
  if (command === 'help' || command === '--help') {
    process.stdout.write(USAGE)
    return 0
  }
  if (command !== 'run') return misused(`There is no command "${command}".`)
  try {
    return await run(rest)
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return misused(error.message)
    throw error
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      headless: { type: 'boolean' },
      mode: { type: 'string' },
      profile: { type: 'string' },
      speed: { type: 'string' },
    },
  })
  if (!values.headless) return misused('Add --headless; `npm start` opens the window.')
  if (values.mode !== 'demo') return misused('Without a window, --mode must be demo for now.')
  const speed = values.speed === undefined ? undefined : Number(values.speed)
  if (speed !== undefined && !(speed >= 0.1 && speed <= 1_000)) {
    return misused('--speed is a number of candles per second from 0.1 to 1000.')
  }
  return runHeadless(values.profile, speed)
}

function misused(problem: string): number {
  process.stderr.write(`${problem}\n\n${USAGE}`)
  return EXIT_USAGE
}
