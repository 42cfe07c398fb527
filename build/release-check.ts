import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { releaseFaults } from './release/release-faults.ts'
import { workflowFaults } from './release/workflow-faults.ts'
import { projectFolder } from './setup/project-folder.ts'
import { runOrThrow } from './setup/run-command.ts'
import { runScript } from './setup/setup-problem.ts'

const manifestSchema = z.object({ version: z.string() })

/** `npm run release:check`: whether this commit can be released, and what is against it. */
async function checkRelease(): Promise<number> {
  const git = (...args: readonly string[]) => runOrThrow('git', args, { cwd: projectFolder })
  const versionIn = (file: string) => manifestSchema.parse(JSON.parse(read(file))).version
  const version = versionIn('package.json')
  const faults = releaseFaults({
    version,
    lockedVersion: versionIn('package-lock.json'),
    changelog: read('CHANGELOG.md'),
    tags: (await git('tag', '--points-at', 'HEAD')).split('\n'),
    changes: await git('status', '--porcelain'),
    workflowFaults: await workflowFaults(join(projectFolder, '.github', 'workflows')),
  })
  for (const fault of faults) console.error(`not yet: ${fault}`)
  if (faults.length === 0) console.log(`${version} can be released`)
  return faults.length === 0 ? 0 : 1
}

function read(file: string): string {
  return readFileSync(join(projectFolder, file), 'utf8')
}

await runScript(checkRelease)
