import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronFindings } from './security/electron-findings.ts'
import { licenceList } from './security/licence-faults.ts'
import { buildApp } from './setup/build-app.ts'
import { projectFolder } from './setup/project-folder.ts'
import { runScript, SetupProblem } from './setup/setup-problem.ts'

/** `npm run security`: the licences of all packages, and what Electronegativity finds in the application. */
await runScript(async () => {
  const lock = readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')
  const { counts, faults } = licenceList(JSON.parse(lock))
  for (const [licence, count] of [...counts].sort((one, other) => other[1] - one[1])) {
    console.log(`${String(count).padStart(5)}  ${licence}`)
  }
  for (const fault of faults) console.error(`licence to be thought about: ${fault}`)
  if (!(await buildApp())) throw new SetupProblem('The application could not be built.')
  const findings = await electronFindings(join(projectFolder, 'out'))
  for (const finding of findings) console.error(finding)
  console.log(`${faults.length} licences to be thought about, ${findings.length} findings`)
  return faults.length + findings.length === 0 ? 0 : 1
})
