import { findCommand, findMissingPackages } from './find-missing-packages.ts'
import { aptNames, installWithApt } from './install-with-apt.ts'
import type { LinuxPackage } from './linux-packages.ts'
import { SetupProblem } from './setup-problem.ts'

/** Sees to it that the packages are installed, or stops with the command that installs them. */
export async function ensureLinuxPackages(
  packages: readonly LinuxPackage[],
  purpose: string,
): Promise<void> {
  if (process.platform !== 'linux') return
  const missing = findMissingPackages(packages)
  if (missing.length === 0) return
  const isRoot = process.getuid?.() === 0
  if (!isRoot || findCommand('apt-get') === undefined) {
    throw new SetupProblem(describeMissing(missing, purpose))
  }
  console.error(`Installing what is missing (${purpose}): ${missing.map(nameOf).join(', ')} ...`)
  const { succeeded, logFile } = await installWithApt(missing)
  const stillMissing = findMissingPackages(missing)
  if (succeeded && stillMissing.length === 0) return
  throw new SetupProblem(
    `${describeMissing(succeeded ? stillMissing : missing, purpose)}\nTried that; it failed. What apt-get said is in ${logFile}`,
  )
}

/** Says what is missing, and how to get it in the words of the machine's own package manager. */
export function describeMissing(missing: readonly LinuxPackage[], purpose: string): string {
  const install = installCommand(missing) ?? 'your package manager'
  return `Missing on this machine (${purpose}): ${missing.map(nameOf).join(', ')}\nInstall with: ${install}`
}

function installCommand(missing: readonly LinuxPackage[]): string | undefined {
  const words = (names: readonly string[]) => [...new Set(names)].join(' ')
  if (findCommand('apt-get')) return `sudo apt-get install ${words(aptNames(missing))}`
  if (findCommand('dnf')) return `sudo dnf install ${words(missing.map((one) => one.dnf))}`
  if (findCommand('pacman')) return `sudo pacman -S ${words(missing.map((one) => one.pacman))}`
  return undefined
}

function nameOf({ probe }: LinuxPackage): string {
  return 'library' in probe ? probe.library : probe.command
}
