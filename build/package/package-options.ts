import { parseArgs } from 'node:util'
import { SetupProblem } from '../setup/setup-problem.ts'
import { type PackageSystem, systemOf } from './package-targets.ts'

export type PackageOptions = {
  readonly systems: readonly PackageSystem[]
  /** Of all targets when there are none. */
  readonly targets: readonly string[]
  readonly version: string | undefined
  readonly isQuick: boolean
  readonly output: string | undefined
}

/** `npm run package -- [--linux] [--win] [--mac] [--target NAME]... [--version N] [--quick] [--output FOLDER]` */
export function readPackageOptions(argv: readonly string[]): PackageOptions {
  const { values } = parse(argv)
  const systems = (['linux', 'win', 'mac'] as const).filter((system) => values[system])
  return {
    systems: systems.length > 0 ? systems : [systemOf(process.platform)],
    targets: values.target ?? [],
    version: values.version,
    isQuick: values.quick ?? false,
    output: values.output,
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        linux: { type: 'boolean' },
        win: { type: 'boolean' },
        mac: { type: 'boolean' },
        target: { type: 'string', multiple: true },
        version: { type: 'string' },
        quick: { type: 'boolean' },
        output: { type: 'string' },
      },
    })
  } catch (error) {
    throw new SetupProblem(
      `${error instanceof Error ? error.message : String(error)}\nUsage: npm run package -- [--linux] [--win] [--mac] ` +
        '[--target NAME]... [--version N] [--quick] [--output FOLDER]',
    )
  }
}
