/** The systems that installers are made for, as they are named on the command line. */
export type PackageSystem = 'linux' | 'win' | 'mac'

export type PackageTarget = {
  readonly system: PackageSystem
  readonly name: string
  /** Why it cannot be built here; undefined when it can. */
  readonly obstacle: string | undefined
}

type Machine = {
  readonly platform: NodeJS.Platform
  /** False where Electron, and the tools of electron-builder beside it, cannot be downloaded. */
  readonly canDownload: boolean
}

const targetNames: Readonly<Record<PackageSystem, readonly string[]>> = {
  linux: ['deb', 'rpm', 'AppImage', 'tar.gz'],
  win: ['nsis', 'portable', 'zip'],
  mac: ['dmg', 'zip'],
}

const hosts: Readonly<Record<PackageSystem, NodeJS.Platform>> = {
  linux: 'linux',
  win: 'win32',
  mac: 'darwin',
}

export function systemOf(platform: NodeJS.Platform): PackageSystem {
  if (platform === 'win32') return 'win'
  return platform === 'darwin' ? 'mac' : 'linux'
}

/** All targets of a system, each with the reason why this machine cannot build it. */
export function targetsOf(system: PackageSystem, machine: Machine): readonly PackageTarget[] {
  return targetNames[system].map((name) => ({
    system,
    name,
    obstacle: obstacleOf(system, name, machine),
  }))
}

function obstacleOf(system: PackageSystem, name: string, machine: Machine): string | undefined {
  if (machine.platform !== hosts[system]) return foreignObstacles[system]
  if (machine.canDownload || system !== 'linux') return undefined
  return name === 'AppImage'
    ? 'its runtime cannot be downloaded here; the release workflow builds it'
    : undefined
}

const foreignObstacles: Readonly<Record<PackageSystem, string>> = {
  linux: 'needs Linux, for dpkg-deb and rpmbuild; the release workflow builds it',
  win: 'needs Windows, where the installer is run once to write its uninstaller and is signed; the release workflow builds it',
  mac: 'needs macOS, for codesign, notarytool and hdiutil; the release workflow builds it',
}
