/*
 * Run by npx beside Electronegativity: what it finds in a folder, and the files that it could not read, as JSON into a file.
 * Its command line says nothing of those when it writes a report.
 */
const { existsSync, writeFileSync } = require('node:fs')
const Module = require('node:module')
const { delimiter, join } = require('node:path')

const [, , input, output] = process.argv

// It asks GitHub for newer translations of its words; where that cannot be reached, it would break off in the middle.
const load = Module._load
Module._load = (request, ...others) =>
  request === 'got' ? () => Promise.reject(new Error('not asked')) : load(request, ...others)

const packages = process.env.PATH.split(delimiter).map((folder) =>
  join(folder, '..', '@doyensec', 'electronegativity', 'dist'),
)
const tool = packages.find((folder) => existsSync(folder))

async function ask() {
  await require(join(tool, 'locales', 'i18n.js'))()
  const wish = {
    ...{ input, isRelative: true, customScan: [], electronUpgrade: '', parserPlugins: [] },
    // It asks GitHub which versions of Electron there are; `npm audit` asks as well.
    excludeFromScan: ['AvailableSecurityFixesGlobalCheck'],
  }
  const { issues, errors } = await require(join(tool, 'runner.js'))(wish, false)
  const found = issues.map(({ id, severity, file, location, sample }) => ({
    ...{ id, file, line: location.line, severity: severity.name },
    sample: String(sample ?? '').trim(),
  }))
  const unread = errors.map(({ file, message }) => ({ file, message }))
  writeFileSync(output, JSON.stringify({ found, unread }))
}

void ask()
