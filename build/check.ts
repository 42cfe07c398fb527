import { runScript } from './setup/setup-problem.ts'
import { staticSteps } from './steps/static-steps.ts'
import { runSteps } from './steps/step.ts'
import { runUnitTests } from './steps/unit-tests.ts'

/** `npm run check`: what can be said in seconds, without Electron. */
await runScript(() => runSteps([...staticSteps, { name: 'unit tests', run: runUnitTests }]))
