import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type PackageOptions, readPackageOptions } from './package/package-options.ts'
import { type PackageTarget, targetsOf } from './package/package-targets.ts'
import { runElectronBuilder } from './package/run-electron-builder.ts'
import { buildApp } from './setup/build-app.ts'
import { describeElectron, prepareElectron } from './setup/prepare-electron.ts'
import { projectFolder } from './setup/project-folder.ts'
import { endWithNpm } from './setup/run-attached.ts'
import { runScript, SetupProblem } from './setup/setup-problem.ts'

/** `npm run package`: the installers that this machine can build, and why it cannot build the others. */
async function buildInstallers(options: PackageOptions): Promise<number> {
  const runtime = await prepareElectron()
  console.log(describeElectron(runtime))
  const canDownload = runtime.reason === 'official'
  const machine = { platform: process.platform, canDownload }
  const all = options.systems.flatMap((system) => targetsOf(system, machine))
  const wanted = all.filter(({ name }) => isWanted(options, name))
  if (wanted.length === 0) {
    throw new SetupProblem(
      `There is no such target. There are: ${all.map(({ name }) => name).join(', ')}`,
    )
  }
  const possible = wanted.filter(({ obstacle }) => obstacle === undefined)
  if (possible.length > 0 && !(await buildApp())) return 1
  for (const system of options.systems) {
    const targets = possible.filter((target) => target.system === system).map(({ name }) => name)
    if (targets.length === 0) continue
    const { version, isQuick, output } = options
    const wish = { runtime, canDownload, system, targets, version, isQuick, output }
    const exitCode = await runElectronBuilder(wish)
    if (exitCode !== 0) return exitCode
  }
  report(wanted, options.output ?? join(projectFolder, 'dist'))
  return 0
}

function isWanted({ targets }: PackageOptions, name: string): boolean {
  return targets.length === 0 || targets.includes(name)
}

function report(wanted: readonly PackageTarget[], folder: string): void {
  for (const { system, name, obstacle } of wanted) {
    console.log(
      `${obstacle === undefined ? 'built    ' : 'not built'} ${system} ${name}${obstacle === undefined ? '' : `: ${obstacle}`}`,
    )
  }
  for (const name of readdirSync(folder)) {
    const stats = statSync(join(folder, name))
    if (stats.isFile() && /\.(deb|rpm|gz|AppImage|exe|zip|dmg)$/.test(name)) {
      console.log(`${(stats.size / 1e6).toFixed(1).padStart(7)} MB  ${join(folder, name)}`)
    }
  }
}

endWithNpm()
await runScript(() => buildInstallers(readPackageOptions(process.argv.slice(2))))
