import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { PackageWish } from './fpm-arguments.ts'

/** The files of a package, laid out as they will be on the user's system. */
export type PackageRoot = {
  readonly folder: string
  /** Below it, with a slash first. */
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

const executable = 0o755
const plain = 0o644

/** Lays the files out in a folder of their own, which is gone afterwards. */
export async function withPackageRoot(
  inputs: PackageWish['inputs'],
  use: (root: PackageRoot, workFolder: string) => Promise<void>,
): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'cryptobot-package-'))
  try {
    const folder = join(work, 'root')
    mkdirSync(folder)
    for (const { from, to } of inputs) {
      mkdirSync(dirname(join(folder, to)), { recursive: true })
      cpSync(from, join(folder, to), { recursive: true, verbatimSymlinks: true })
    }
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
    const isFolder = (path: string) => lstatSync(join(folder, path)).isDirectory()
    for (const path of paths) setMode(join(folder, path))
    chmodSync(folder, executable)
    await use(
      {
        folder,
        files: paths.filter((path) => !isFolder(path)).map((path) => `/${path}`),
        folders: paths.filter(isFolder).map((path) => `/${path}`),
      },
      work,
    )
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Whatever the umask of the machine that packs: everybody can read, only root can write. */
function setMode(path: string): void {
  if (lstatSync(path).isSymbolicLink()) return
  const { mode } = statSync(path)
  chmodSync(path, mode & 0o111 ? executable : plain)
}
