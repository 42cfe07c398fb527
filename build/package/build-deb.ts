import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runOrThrow } from '../setup/run-command.ts'
import type { PackageWish } from './fpm-arguments.ts'
import type { PackageRoot } from './package-root.ts'

/** Packs a laid out folder with Debian's own tool. */
export async function buildDeb(wish: PackageWish, root: PackageRoot): Promise<void> {
  const control = join(root.folder, 'DEBIAN')
  mkdirSync(control)
  const isFile = (file: string) => lstatSync(join(root.folder, file)).isFile()
  const bytes = root.files.map((file) => lstatSync(join(root.folder, file)).size)
  const kilobytes = bytes.reduce((sum, size) => sum + Math.ceil(size / 1024), 0)
  writeFileSync(join(control, 'control'), controlText(wish, kilobytes))
  const sums = root.files.filter(isFile).map((file) => {
    const hash = createHash('md5').update(readFileSync(join(root.folder, file)))
    return `${hash.digest('hex')}  ${file.slice(1)}\n`
  })
  writeFileSync(join(control, 'md5sums'), sums.join(''))
  addScript(wish.afterInstall, join(control, 'postinst'))
  addScript(wish.afterRemove, join(control, 'postrm'))
  const level = wish.compression === 'gz' ? ['-z1'] : []
  const compression = wish.compression === 'gz' ? 'gzip' : wish.compression
  await runOrThrow('dpkg-deb', [
    ...['--root-owner-group', `-Z${compression}`, ...level],
    ...['--build', root.folder, wish.file],
  ])
}

function addScript(from: string | undefined, to: string): void {
  if (from === undefined) return
  copyFileSync(from, to)
  chmodSync(to, 0o755)
}

/** The control file, in the order of Debian's policy manual. */
export function controlText(wish: PackageWish, installedKilobytes: number): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['Package', wish.name.toLowerCase()],
    ['Version', wish.version],
    ['Section', wish.category ?? 'misc'],
    ['Priority', wish.priority],
    ['Architecture', wish.architecture],
    ['Depends', wish.depends.join(', ') || undefined],
    ['Recommends', wish.recommends.join(', ') || undefined],
    ['Installed-Size', String(installedKilobytes)],
    ['Maintainer', wish.maintainer],
    ['Homepage', wish.url],
    ['Description', [wish.summary, ...wish.description].join('\n ')],
  ]
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  )
  return `${lines.join('\n')}\n`
}
