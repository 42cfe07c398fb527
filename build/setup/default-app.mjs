// Does what Electron's own default_app.asar does: `electron PATH` runs the application at PATH.
// Electron holds `ready` back until this module has settled, hence the await at the end.
import { readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const path = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (path === undefined) {
  console.error('Which application? Usage: electron PATH')
  process.exit(1)
}

const applicationPath = resolve(path)
const entry = statSync(applicationPath).isDirectory()
  ? adoptPackage(applicationPath)
  : adoptFile(applicationPath)
try {
  await import(pathToFileURL(entry).href)
} catch (error) {
  console.error(error)
  process.exit(1)
}

function adoptPackage(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (manifest.version) app.setVersion(manifest.version)
  app.setName(manifest.productName ?? manifest.name)
  app.setAppPath(folder)
  return join(folder, manifest.main ?? 'index.js')
}

function adoptFile(file) {
  app.setAppPath(dirname(file))
  return file
}
