import { join } from 'node:path'
import { buildSite } from './docs/build-site.ts'
import { projectFolder } from './setup/project-folder.ts'
import { runScript } from './setup/setup-problem.ts'

/** `npm run docs`: the documentation as a site in out/help, which the application shows as its help. */
await runScript(async () => {
  const output = join(projectFolder, 'out', 'help')
  const faults = await buildSite(output)
  for (const fault of faults) console.error(fault)
  if (faults.length === 0) console.log(`The documentation begins at ${join(output, 'index.html')}`)
  return faults.length === 0 ? 0 : 1
})
