import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './project-folder.ts'
import { runAttached } from './run-attached.ts'

const sources = [
  ...['app', 'main', 'renderer', 'electron.vite.config.ts', 'package-lock.json'],
  ...['docs', 'build/docs', 'ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'],
]
const outputs = ['main/index.js', 'preload/index.cjs', 'renderer/index.html', 'help/index.html']

/** Bundles the application into out/ when a source has changed since the last time; true when it is there. */
export async function buildApp(): Promise<boolean> {
  const out = join(projectFolder, 'out')
  const stamp = join(out, 'sources.txt')
  const fingerprint = fingerprintSources()
  const isThere = outputs.every((file) => existsSync(join(out, file)))
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return true
  // Gone while the bundles are being written, so that a build that was cut off is never taken for a whole one.
  rmSync(stamp, { force: true })
  const bundler = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const exitCode = await runAttached(process.execPath, [bundler, 'build', '--logLevel', 'warn'])
  if (exitCode === 0) {
    // A dead link is no reason not to start: the test of the documentation names it.
    const { buildSite } = await import('../docs/build-site.ts')
    await buildSite(join(out, 'help'))
    writeFileSync(stamp, fingerprint)
  }
  return exitCode === 0
}

/** A digest of every source's path, size and time of change; it takes a millisecond or two. */
function fingerprintSources(): string {
  const hash = createHash('sha256')
  for (const source of sources) addToFingerprint(source)
  return hash.digest('hex')

  function addToFingerprint(path: string): void {
    const full = join(projectFolder, path)
    if (!existsSync(full) || /\.test\.tsx?$/.test(path)) return
    const stats = statSync(full)
    if (stats.isDirectory()) {
      for (const name of readdirSync(full).sort()) addToFingerprint(join(path, name))
    } else hash.update(`${path}\n${stats.size}\n${stats.mtimeMs}\n`)
  }
}
