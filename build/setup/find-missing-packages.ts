import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { LinuxPackage } from './linux-packages.ts'

const systemCommandFolders = ['/usr/bin', '/usr/sbin', '/bin', '/sbin']

/** The packages whose library or command is not on this machine. */
export function findMissingPackages(packages: readonly LinuxPackage[]): readonly LinuxPackage[] {
  const libraries = packages.some(({ probe }) => 'library' in probe) ? listLibraries() : undefined
  return packages.filter(({ probe }) =>
    'command' in probe
      ? findCommand(probe.command) === undefined
      : libraries !== undefined && !libraries.has(probe.library),
  )
}

/** The full path of a command, also in the folders for administrators that a user's PATH leaves out. */
export function findCommand(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...systemCommandFolders]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** Undefined where there is no loader cache to ask: then the libraries are taken to be there. */
function listLibraries(): ReadonlySet<string> | undefined {
  const loaderCache = findCommand('ldconfig')
  if (loaderCache === undefined) return undefined
  const { status, stdout } = spawnSync(loaderCache, ['-p'], { encoding: 'utf8' })
  if (status !== 0) return undefined
  return new Set(stdout.split('\n').map((line) => line.trim().split(' ', 1)[0] ?? ''))
}
