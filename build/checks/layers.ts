import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { projectFolder } from '../setup/project-folder.ts'
import { findViolations } from './find-violations.ts'

const zones = ['app', 'main', 'renderer', 'build', 'e2e']

/** A package of the build has packages of its own. */
const isPackages = (path: string): boolean => path.endsWith('node_modules')

/** Checks every source file against the dependency rule and prints what breaks it; true when nothing does. */
export function checkLayers(root: string): boolean {
  const files = zones
    .filter((zone) => existsSync(join(root, zone)))
    .flatMap((zone) => globSync(`${zone}/**/*.{ts,tsx,mts}`, { cwd: root, exclude: isPackages }))
    .toSorted()
  const violations = files.flatMap((file) =>
    findViolations({
      path: file.split(sep).join('/'),
      text: readFileSync(join(root, file), 'utf8'),
    }),
  )
  for (const violation of violations) console.error(violation)
  console.log(`${files.length} files checked, ${violations.length} imports against the rule`)
  return violations.length === 0
}

if (import.meta.main) process.exitCode = checkLayers(projectFolder) ? 0 : 1
