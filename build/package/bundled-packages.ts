import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { projectFolder } from '../setup/project-folder.ts'

const listFolder = join(projectFolder, 'out', 'bundled-packages')

/** Its base styles come in by an import that leaves no module behind. */
const inStyles = ['node_modules/tailwindcss']

/** Writes down in a file from which packages a bundle was made, so that their licences can go with it. */
export function recordBundledPackages(listFile: string): Plugin {
  return {
    name: 'record-bundled-packages',
    apply: 'build',
    generateBundle(_, bundle) {
      const files = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : output.originalFileNames,
      )
      const folders = new Set(files.flatMap((file) => packageFolderOf(file) ?? []))
      mkdirSync(dirname(listFile), { recursive: true })
      writeFileSync(listFile, JSON.stringify([...folders].sort()))
    },
  }
}

/** The folders, below the project's, of all packages that are part of a bundle. */
export function bundledPackageFolders(): readonly string[] {
  const lists = readdirSync(listFolder).map((name) => readFileSync(join(listFolder, name), 'utf8'))
  const folders: string[] = lists.flatMap((list) => JSON.parse(list))
  return [...new Set([...folders, ...inStyles])].sort()
}

/** `node_modules/a/node_modules/@b/c` for a file below it; undefined for a file of our own. */
export function packageFolderOf(file: string): string | undefined {
  const path = file.replaceAll('\\', '/')
  return /.*\/?(node_modules\/(?:@[^/]+\/)?[^/]+)(?=\/)/.exec(
    path.replace(/^.*?(?=node_modules\/)/, ''),
  )?.[0]
}
