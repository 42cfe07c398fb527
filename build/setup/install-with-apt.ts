import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import type { LinuxPackage } from './linux-packages.ts'
import { runCommand } from './run-command.ts'

export type AptInstallation = { readonly succeeded: boolean; readonly logFile: string }

/** Another program may hold the package database, for instance unattended upgrades after a start. */
const lockTimeoutSeconds = 120

/** Installs the packages as root, with the package lists refreshed if need be. */
export async function installWithApt(packages: readonly LinuxPackage[]): Promise<AptInstallation> {
  const log: string[] = []
  const apt = async (...args: string[]) => {
    const result = await runCommand(
      'apt-get',
      ['--quiet', '-o', `DPkg::Lock::Timeout=${lockTimeoutSeconds}`, ...args],
      { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
    )
    log.push(`$ apt-get ${args.join(' ')}\n${result.output}`)
    return result.exitCode === 0
  }
  const install = () => apt('install', '--yes', '--no-install-recommends', ...aptNames(packages))
  const refreshAndInstall = async () => (await apt('update')) && (await install())
  // A fresh machine has no package lists, and an old one has lists that name files which are gone.
  const succeeded = (listsKnow(packages) && (await install())) || (await refreshAndInstall())
  return { succeeded, logFile: keepLog(log.join('\n')) }
}

/** The names that this release of Debian or Ubuntu uses; without package lists, those of Debian 12. */
export function aptNames(packages: readonly LinuxPackage[]): readonly string[] {
  const known = listKnownNames()
  return packages.map(({ apt }) => apt.find((name) => known.has(name)) ?? apt.at(-1) ?? apt[0])
}

function listsKnow(packages: readonly LinuxPackage[]): boolean {
  const known = listKnownNames()
  return packages.every(({ apt }) => apt.some((name) => known.has(name)))
}

function listKnownNames(): ReadonlySet<string> {
  const { stdout } = spawnSync('apt-cache', ['pkgnames'], { encoding: 'utf8', maxBuffer: 2 ** 25 })
  return new Set((stdout ?? '').split('\n'))
}

function keepLog(text: string): string {
  mkdirSync(cacheFolder(), { recursive: true })
  const file = join(cacheFolder(), 'apt-get.log')
  writeFileSync(file, text)
  return file
}
