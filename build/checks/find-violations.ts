import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import {
  adapterPattern,
  type LayerRule,
  layerRules,
  outsideWorld,
  testAllowance,
  testPattern,
} from './layer-rules.ts'
import { readModule } from './read-module.ts'

/** A file of the project: its path from the root, with forward slashes, and what is in it. */
export type SourceFile = { readonly path: string; readonly text: string }

/** Every line of a file that breaks the dependency rule, as a message for the user. */
export function findViolations({ path, text }: SourceFile): readonly string[] {
  const rule = findRule(path)
  if (rule === undefined) return [`${path}:1 has no layer: its folder is not in the table`]
  const { imports, globals } = readModule(path, text)
  const at = (line: number, problem: string) => `${path}:${line} ${problem}`
  return [
    ...imports.flatMap(({ name, line }) => {
      const problem = judgeImport(path, name, rule)
      return problem === undefined ? [] : [at(line, problem)]
    }),
    ...globals.flatMap(({ name, line }) => {
      const problem = judgeGlobal(path, name)
      return problem === undefined ? [] : [at(line, problem)]
    }),
  ]
}

function findRule(path: string): LayerRule | undefined {
  return layerRules
    .filter(({ folder }) => isInside(path, folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0]
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function judgeImport(path: string, specifier: string, rule: LayerRule): string | undefined {
  const extra = testPattern.test(path) ? testAllowance : { folders: [], packages: [] }
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier.replace(/[?#].*$/, ''))
    const allowed = [rule.folder, ...rule.folders, ...extra.folders]
    if (allowed.some((folder) => isInside(target, folder))) return undefined
    return `imports ${target}, but ${rule.folder} may import ${list(rule.folders)}`
  }
  const name = packageName(specifier)
  if (isAllowedPackage(name, [...rule.packages, ...extra.packages])) return undefined
  return `imports ${name}, but the packages for ${rule.folder} are ${list(rule.packages)}`
}

function packageName(specifier: string): string {
  if (isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : `node:${specifier}`
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}

function isAllowedPackage(name: string, packages: readonly string[]): boolean {
  const names = name.startsWith('node:') ? [name, 'node:*'] : [name]
  if (names.some((one) => packages.includes(one))) return true
  return packages.includes('*') && !names.some((one) => packages.includes(`!${one}`))
}

function judgeGlobal(path: string, name: string): string | undefined {
  const isPure = isInside(path, 'app') && !adapterPattern.test(path) && !testPattern.test(path)
  if (isPure && outsideWorld.includes(name)) {
    return `uses ${name}, but only adapters in app/ touch the clock, randomness, timers and network`
  }
  if (name === 'window.api' && isInside(path, 'renderer') && !isInside(path, 'renderer/api')) {
    return 'uses window.api, but only renderer/api does'
  }
  return undefined
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing else' : names.join(', ')
}
