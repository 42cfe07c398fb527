import { join } from 'node:path'
import { checkLayers } from '../checks/layers.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { runAttached } from '../setup/run-attached.ts'
import { oneCheck, type Step, type StepResult } from './step.ts'

/** The checks that read the source and run none of it. */
export const staticSteps: readonly Step[] = [
  { name: 'format', run: () => runTool('@biomejs/biome/bin/biome', ['format', '.']) },
  {
    name: 'lint',
    run: () => runTool('@biomejs/biome/bin/biome', ['lint', '--error-on-warnings', '.']),
  },
  { name: 'types', run: () => runTool('typescript/bin/tsc', ['-b']) },
  { name: 'layers', run: async () => oneCheck(checkLayers(projectFolder)) },
]

async function runTool(script: string, args: readonly string[]): Promise<StepResult> {
  const path = join(projectFolder, 'node_modules', script)
  return oneCheck((await runAttached(process.execPath, [path, ...args])) === 0)
}
