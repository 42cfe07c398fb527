import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ensureLinuxPackages } from './ensure-linux-packages.ts'
import { compilerPackages } from './linux-packages.ts'
import { runOrThrow } from './run-command.ts'

const require = createRequire(import.meta.url)
const sqliteFolder = folderOf('better-sqlite3')

const commonFlags = ['-c', '-O2', '-fPIC', '-fvisibility=hidden', '-w', '-DNDEBUG']
const addonFlags = [
  '-std=c++20',
  '-fvisibility-inlines-hidden',
  '-DNAPI_VERSION=9',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ...['node-api-headers', 'node-addon-api'].map((name) => `-I${includeFolder(name)}`),
  `-I${join(sqliteFolder, 'deps', 'sqlite3')}`,
]

/** Compiles better-sqlite3 for Node-API 9 without a download: the headers come from npm packages. */
export async function compileSqlite(addon: string): Promise<void> {
  await ensureLinuxPackages(compilerPackages, 'to compile SQLite')
  console.error('Compiling SQLite for this Electron, once for this machine (about a minute) ...')
  const objects = [`${addon}.sqlite.o`, `${addon}.binding.o`] as const
  // One compiler a core; SQLite itself takes most of the time.
  await Promise.all([compileLibrary(objects[0]), compileBinding(objects[1])])
  await runOrThrow('g++', [
    '-shared',
    ...objects,
    ...['-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-o', addon],
  ])
  await Promise.all(objects.map((object) => rm(object)))
}

async function compileLibrary(object: string): Promise<void> {
  const options = await libraryOptions()
  const input = join(sqliteFolder, 'deps', 'sqlite3', 'sqlite3.c')
  await runOrThrow('gcc', [...commonFlags, '-std=gnu99', ...options, input, '-o', object])
}

async function compileBinding(object: string): Promise<void> {
  const adaptation = join(import.meta.dirname, 'sqlite-node-api-9.hpp')
  const input = join(sqliteFolder, 'src', 'better_sqlite3.cpp')
  const flags = [...commonFlags, ...addonFlags, '-include', adaptation]
  await runOrThrow('g++', [...flags, input, '-o', object])
}

/** SQLite's compile-time options, as better-sqlite3 states them for its own builds. */
async function libraryOptions(): Promise<readonly string[]> {
  const text = await readFile(join(sqliteFolder, 'deps', 'defines.gypi'), 'utf8')
  const options = [...text.matchAll(/^\s*'((?:HAVE|SQLITE)_[^']+)',$/gm)].map((match) => match[1])
  if (!options.includes('SQLITE_ENABLE_COLUMN_METADATA')) {
    throw new Error(`better-sqlite3 states its options in another way now:\n${text}`)
  }
  return options.map((option) => `-D${option}`)
}

function folderOf(name: string): string {
  return dirname(require.resolve(`${name}/package.json`))
}

function includeFolder(name: string): string {
  return name === 'node-api-headers' ? join(folderOf(name), 'include') : folderOf(name)
}
