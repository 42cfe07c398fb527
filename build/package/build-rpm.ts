import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runOrThrow } from '../setup/run-command.ts'
import type { PackageWish } from './fpm-arguments.ts'
import type { PackageRoot } from './package-root.ts'

const architectures: Readonly<Record<string, string>> = { amd64: 'x86_64', arm64: 'aarch64' }

/** Packs a laid out folder with rpm's own tool. */
export async function buildRpm(wish: PackageWish, root: PackageRoot, work: string): Promise<void> {
  const spec = join(work, 'package.spec')
  writeFileSync(spec, specText(wish, root))
  const architecture = architectures[wish.architecture] ?? wish.architecture
  const built = join(work, 'built')
  await runOrThrow('rpmbuild', [
    ...['-bb', '--noclean', '--target', `${architecture}-unknown-linux`],
    ...['--buildroot', root.folder, '--define', `_topdir ${join(work, 'rpmbuild')}`],
    ...['--define', `_rpmdir ${built}`, '--define', '_rpmfilename package.rpm', spec],
  ])
  copyFileSync(join(built, 'package.rpm'), wish.file)
}

function specText(wish: PackageWish, root: PackageRoot): string {
  // The folder is the application's own; all above it are the system's.
  const ownFolders = root.folders.filter((folder) => folder.startsWith('/opt/'))
  const tags: readonly (readonly [string, string | undefined])[] = [
    ['Name', wish.name],
    // A dash cannot stand in an rpm version; a tilde sorts before the release, as it should.
    ['Version', wish.version.replaceAll('-', '~')],
    ['Release', '1'],
    ['Summary', wish.summary],
    ['License', wish.license ?? 'MIT'],
    ['Vendor', wish.vendor],
    ['URL', wish.url],
    ['Packager', wish.maintainer],
    ['AutoReqProv', 'no'],
  ]
  return [
    // The files are finished: nothing is to be stripped, indexed or linked.
    '%global debug_package %{nil}',
    '%global __os_install_post %{nil}',
    '%global _build_id_links none',
    `%global _binary_payload ${wish.compression === 'gzip' ? 'w1.gzdio' : 'w6T0.xzdio'}`,
    ...tags.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])),
    ...wish.depends.map((name) => `Requires: ${name}`),
    '%description',
    ...wish.description,
    ...script('%post', wish.afterInstall),
    ...script('%postun', wish.afterRemove),
    '%files',
    '%defattr(-,root,root,-)',
    ...ownFolders.map((folder) => `%dir ${quoted(folder)}`),
    ...root.files.map(quoted),
    '',
  ].join('\n')
}

function script(section: string, file: string | undefined): readonly string[] {
  if (file === undefined) return []
  return [`${section} -p /bin/sh`, readFileSync(file, 'utf8').replaceAll('%', '%%')]
}

function quoted(path: string): string {
  return `"${path.replaceAll('%', '%%').replaceAll('"', '\\"')}"`
}
