import { describeElectron, prepareElectron } from './setup/prepare-electron.ts'
import { endWithNpm } from './setup/run-attached.ts'
import { runScript } from './setup/setup-problem.ts'
import { runInstallerTests } from './steps/installer-tests.ts'
import { staticSteps } from './steps/static-steps.ts'
import { runSteps } from './steps/step.ts'
import { reportCoverage, runCountedTests, runSeeds } from './steps/unit-tests.ts'
import { runWindowTests } from './steps/window-tests.ts'

/** `npm test`: everything, against the real Electron. Arguments go to Playwright. */
async function test(playwrightArguments: readonly string[]): Promise<number> {
  console.log(describeElectron(await prepareElectron()))
  return runSteps([
    ...staticSteps,
    { name: 'unit tests', run: runCountedTests },
    { name: 'coverage', run: reportCoverage },
    { name: 'simulated lives', run: runSeeds },
    { name: 'window tests', run: () => runWindowTests(playwrightArguments) },
    { name: 'installer tests', run: () => runInstallerTests() },
  ])
}

endWithNpm()
await runScript(() => test(process.argv.slice(2)))
