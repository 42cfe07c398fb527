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
  const install = () =>
    apt('install', '--yes', '--no-install-recommends', ...packages.map(aptPackageName))
  const refreshAndInstall = async () => (await apt('update')) && (await install())
  // A fresh machine has no package lists, and an old one has lists that name files which are gone.
  const listsAreUsable = packages.every((wanted) => wanted.apt.some(isKnownToApt))
  const succeeded = (listsAreUsable && (await install())) || (await refreshAndInstall())
  return { succeeded, logFile: keepLog(log.join('\n')) }
}

/** The name that this release of Debian or Ubuntu knows; without package lists, the one of Debian 12. */
export function aptPackageName({ apt }: LinuxPackage): string {
  return apt.find(isKnownToApt) ?? apt.at(-1) ?? apt[0]
}

function isKnownToApt(name: string): boolean {
  return spawnSync('apt-cache', ['show', '--no-all-versions', name]).status === 0
}

function keepLog(text: string): string {
  mkdirSync(cacheFolder(), { recursive: true })
  const file = join(cacheFolder(), 'apt-get.log')
  writeFileSync(file, text)
  return file
}
