import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type StrategyFile, strategyIdOf } from '../../app/sandbox/strategy-file.ts'
import { STRATEGY_DECLARATIONS } from './strategy-declarations.ts'
import { strategyTemplate } from './strategy-template.ts'

/** More is not looked at: nobody writes so many by hand. */
const FILES_MAX = 100

/** The strategies in a folder, in the order of their names; none where there is no such folder. */
export function readStrategyFolder(folder: string): readonly StrategyFile[] {
  return namesIn(folder)
    .filter((name) => strategyIdOf(name) !== undefined)
    .toSorted()
    .slice(0, FILES_MAX)
    .flatMap((name) => {
      const text = textOf(join(folder, name))
      return text === undefined ? [] : [{ name, text }]
    })
}

/** Writes a template to begin with, and what an editor needs to know the words; says where. */
export function writeNewStrategy(folder: string, name: string): string {
  const path = join(folder, `${name}.ts`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, strategyTemplate(name), { flag: 'wx' })
  writeFileSync(join(folder, 'cryptobot.d.ts'), STRATEGY_DECLARATIONS)
  return path
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** An editor that saves may have it out of the way for a moment. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
