import { runScript } from './setup/setup-problem.ts'
import { runInstallerTests } from './steps/installer-tests.ts'
import { runSteps } from './steps/step.ts'

/** `npm run test:installers`: the part of `npm test` that installs the package on this machine. */
await runScript(() =>
  runSteps([{ name: 'installer tests', run: () => runInstallerTests(process.argv.slice(2)) }]),
)
