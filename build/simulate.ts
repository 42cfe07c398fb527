import { endWithNpm } from './setup/run-attached.ts'
import { runScript } from './setup/setup-problem.ts'
import { setupProblemOf, simulateOptions } from './simulate/options.ts'
import { replay } from './simulate/replay.ts'
import { runSeeds } from './simulate/run-seeds.ts'

const BAD_ARGUMENTS = 2

/** `npm run simulate`: troubled lives of the engine, one for each seed; fails when something happened that must not. */
async function main(args: readonly string[]): Promise<number> {
  const options = simulateOptions(args)
  if (typeof options === 'string') {
    console.error(setupProblemOf(options))
    return BAD_ARGUMENTS
  }
  return options.kind === 'replay' ? replay(options) : runSeeds(options)
}

endWithNpm()
await runScript(() => main(process.argv.slice(2)))
