import { statSync } from 'node:fs'
import { extractFile, listPackage } from '@electron/asar'
import { z } from 'zod'

/** What the application consists of besides its packages. */
const ownParts = ['out/help', 'out/main', 'out/preload', 'out/renderer', 'package.json']

/** The packages that cannot be bundled, and what they need; electron-builder.yml lists them as well. */
const packages = ['better-sqlite3', 'keytar', 'piscina', 'ccxt', 'ws', 'undici', '@noble', '@scure']

/** What nobody needs who runs the application. */
const useless = /\.(?:ts|tsx|map|md|test\.js)$/

/** ccxt, the exchanges in it above all, makes up most of it. */
const archiveBytesMax = 40e6

const entrySchema = z.object({ main: z.string() })

/** Everything in the application's archive that should not be there, and what should be and is not. */
export function archiveFaults(archive: string): readonly string[] {
  const paths = listPackage(archive, { isPack: false }).map((path) =>
    path.replaceAll('\\', '/').slice(1),
  )
  const files = new Set(paths)
  const bytes = statSync(archive).size
  return [
    ...paths.filter((path) => !isExpected(path)).map((path) => `${path} has no business there`),
    ...missingParts(archive, files),
    ...(bytes > archiveBytesMax ? [`it has ${bytes} bytes, more than ${archiveBytesMax}`] : []),
  ]
}

function isExpected(path: string): boolean {
  if (useless.test(path)) return false
  const parts = [...ownParts, ...packages.map((name) => `node_modules/${name}`)]
  return parts.some(
    (part) => path === part || path.startsWith(`${part}/`) || part.startsWith(`${path}/`),
  )
}

function missingParts(archive: string, files: ReadonlySet<string>): readonly string[] {
  const manifest = entrySchema.parse(JSON.parse(extractFile(archive, 'package.json').toString()))
  const needed = [
    manifest.main,
    'out/preload/index.cjs',
    'out/renderer/index.html',
    'out/help/index.html',
  ]
  return needed.filter((file) => !files.has(file)).map((file) => `${file} is missing`)
}
