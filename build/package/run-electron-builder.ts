import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ElectronRuntime } from '../setup/electron-runtime.ts'
import { ensureLinuxPackages } from '../setup/ensure-linux-packages.ts'
import { findCommand } from '../setup/find-missing-packages.ts'
import { packagingPackages } from '../setup/linux-packages.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { runAttached } from '../setup/run-attached.ts'
import { drawIcons } from './draw-icons.ts'
import type { PackageSystem } from './package-targets.ts'

export type BuildWish = {
  readonly runtime: ElectronRuntime
  readonly canDownload: boolean
  readonly system: PackageSystem
  readonly targets: readonly string[]
  readonly version: string | undefined
  readonly isQuick: boolean
  readonly output: string | undefined
}

/** Builds the targets of one system with electron-builder; returns its exit status. */
export async function runElectronBuilder(wish: BuildWish): Promise<number> {
  const resources = join(projectFolder, 'out', 'installers')
  mkdirSync(resources, { recursive: true })
  drawIcons(resources)
  const configuration = join(resources, 'electron-builder.json')
  writeFileSync(configuration, JSON.stringify(configurationOf(wish), null, 1))
  const cli = join(projectFolder, 'node_modules', 'electron-builder', 'cli.js')
  const args = [
    `--${wish.system}`,
    ...wish.targets,
    '--publish',
    'never',
    '--config',
    configuration,
  ]
  return runAttached(process.execPath, [cli, ...args], {
    env: { ...process.env, ...(await ownTools(wish)) },
  })
}

/** electron-builder.yml, and what the machine and this build add to it. */
function configurationOf({ runtime, canDownload, version, isQuick, output }: BuildWish): object {
  const written = parse(readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8'))
  const { linux, deb, rpm, directories } = written
  const updates = updateAddress()
  return {
    ...written,
    electronVersion: runtime.version,
    ...(canDownload ? {} : { electronDist: runtime.distPath }),
    linux: canDownload ? linux : { ...linux, files: registryFiles },
    extraMetadata: { ...(version === undefined ? {} : { version }), ...(updates && { updates }) },
    // Without an address, no feed is written.
    publish: updates ? { provider: 'generic', url: updates.url } : null,
    ...(isQuick
      ? { deb: { ...deb, compression: 'gz' }, rpm: { ...rpm, compression: 'gzip' } }
      : {}),
    ...(output === undefined ? {} : { directories: { ...directories, output } }),
  }
}

/** Where the installed application asks for updates, and whose signature it asks for; a release sets both. */
function updateAddress() {
  const { CRYPTOBOT_UPDATE_URL: url, CRYPTOBOT_UPDATE_PUBLIC_KEY: publicKey } = process.env
  return url && publicKey ? { url, publicKey } : undefined
}

/** The Electron of the registry needs the SQLite that was compiled for it; see prepare-sqlite.ts. */
const registryFiles = [
  'package.json',
  '!**/node_modules/better-sqlite3/prebuilds{,/**}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
  '!**/node_modules/keytar/prebuilds/!(linux-${arch}){,/**}',
]

/** Where electron-builder's own tools cannot be downloaded: Debian's, and ours. */
async function ownTools({ canDownload, system, isQuick }: BuildWish): Promise<NodeJS.ProcessEnv> {
  if (canDownload || system !== 'linux') return {}
  await ensureLinuxPackages(packagingPackages, 'to build installers')
  return {
    CUSTOM_FPM_PATH: join(projectFolder, 'build', 'package', 'fpm.ts'),
    ELECTRON_BUILDER_7ZIP_PATH: findCommand('7za'),
    ...(isQuick ? { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' } : {}),
  }
}
